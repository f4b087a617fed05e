import StrataTestSupport

/// Inputs that are almost right.
enum Mutations {
    /// Makes `count` mutations of the samples; the same for the same seed.
    static func of(_ samples: [[UInt8]], count: Int, seed: UInt64) -> [[UInt8]] {
        print("mutations: seed \(seed), \(count) inputs")
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            var bytes = samples.randomElement(using: &generator) ?? []
            for _ in 0..<Int.random(in: 1...4, using: &generator) { mutate(&bytes, &generator) }
            return bytes
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        guard !bytes.isEmpty else {
            bytes = [UInt8.random(in: 0...255, using: &generator)]
            return
        }
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: position)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: position)
        case 3: bytes.removeSubrange(position...)
        case 4:
            let end = Int.random(in: position..<min(bytes.count, position + 64), using: &generator)
            bytes.insert(contentsOf: bytes[position...end], at: position)
        default:
            let other = "{}[]\",:\\0-9e@/".utf8.randomElement(using: &generator) ?? 0
            bytes[position] = other
        }
    }
}
