import StrataTestSupport

/// Feeds `count` damaged forms of a text to `body`, the same for the same seed.
func mutate(_ text: String, seed: UInt64, count: Int, _ body: ([UInt8]) -> Void) {
    var generator = SeededGenerator(seed: seed)
    let original = Array(text.utf8)
    let special = Array("\"\\,;=<>{}[]:/%?#@ \t\r\n\0-_.0".utf8) + [0x80, 0xC3, 0xFF]
    for _ in 0..<count {
        var bytes = original
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let index = Int.random(in: 0...bytes.count, using: &generator)
            let new =
                Bool.random(using: &generator)
                ? UInt8.random(in: 0...255, using: &generator) : special.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.insert(new, at: index)
            case 1 where index < bytes.count: bytes[index] = new
            case 2 where index < bytes.count: bytes.remove(at: index)
            case 3: bytes = Array(bytes.prefix(index))
            default:
                let end = Int.random(in: index...bytes.count, using: &generator)
                bytes.insert(contentsOf: bytes[index..<end], at: index)
            }
            if bytes.count > 4 * original.count + 64 { bytes = Array(bytes.prefix(original.count)) }
        }
        body(bytes)
    }
}
