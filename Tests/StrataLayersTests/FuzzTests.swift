import Foundation
import StrataTestSupport
import Testing

@testable import StrataLayers

@Suite("Hostile input")
struct FuzzTests {
    private static let rounds = 10_000

    /// Changes a few bytes, or cuts, doubles or moves a piece.
    private static func mutate(_ bytes: [UInt8], _ generator: inout SeededGenerator, near places: [Int]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) where bytes.count > 16 {
            // Half of the changes go to where the structure is.
            let place = places.randomElement(using: &generator) ?? 0
            let isNear = Bool.random(using: &generator)
            let spot =
                isNear
                ? place + Int.random(in: 0..<64, using: &generator) : Int.random(in: 0..<bytes.count, using: &generator)
            let index = min(spot, bytes.count - 9)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: bytes.replaceSubrange(index..<index + 8, with: [UInt8](repeating: 0xFF, count: 8))
            case 3:
                let large = UInt64.max >> UInt64.random(in: 0..<64, using: &generator)
                bytes.put(large, at: index)
            case 4: bytes.removeLast(min(bytes.count - 9, Int.random(in: 0..<(bytes.count / 2), using: &generator)))
            default:
                let other = Int.random(in: 0..<(bytes.count - 8), using: &generator)
                bytes.replaceSubrange(index..<index + 8, with: bytes[other..<other + 8])
            }
        }
        return bytes
    }

    /// Feeds mutated bytes to `body`, which must give a value or throw a ``LayerError``.
    private static func fuzz(
        _ name: String,
        _ samples: [(bytes: [UInt8], near: [Int])],
        _ body: ([UInt8]) throws -> Void
    ) {
        let seed = UInt64.random(in: .min ... .max)
        print("\(name): seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        var refused = 0
        for round in 0..<rounds {
            guard let sample = samples.randomElement(using: &generator) else { return }
            let bytes = mutate(sample.bytes, &generator, near: sample.near)
            do {
                try body(bytes)
            } catch is LayerError {
                refused += 1
            } catch {
                Issue.record("seed \(seed), round \(round): \(error)")
            }
        }
        print("\(name): \(refused) of \(rounds) refused")
        #expect(refused > 0)
    }

    @Test("ends the tar reader with an error or a value")
    func tar() throws {
        let entries: [LayerEntry] = [
            file("a", "x"), file("ä", "y"),
            LayerEntry(path: "l", kind: .symbolicLink(target: String(repeating: "z", count: 120)), mode: 0),
        ]
        let bytes = try archive(entries)
        var gnu = TarHeaderFields(path: Array("n".utf8), type: UInt8(ascii: "L"), mode: 0, size: 600, time: 0).blocks()
        gnu += [UInt8](repeating: 97, count: 600) + [UInt8](repeating: 0, count: 424)
        let near = Array(stride(from: 0, to: bytes.count, by: 512)) + [100, 124, 148, 156, 257, 345]
        // Most changes break a checksum; these are set right again, so that what is behind is reached.
        Self.fuzz("tar", [(bytes, near), (gnu + bytes, near)]) { mutated in
            var mutated = mutated
            if mutated.count.isMultiple(of: 2) { Self.mendChecksums(&mutated) }
            var held = 0
            var reader = TarReader(maximalEntrySize: 1 << 30)
            try mutated.withUnsafeBytes { buffer in
                for start in stride(from: 0, to: buffer.count, by: 1000) {
                    try reader.read(UnsafeRawBufferPointer(rebasing: buffer[start..<min(start + 1000, buffer.count)])) {
                        if case .entry(let entry) = $0 { _ = try? entry.safePath() }
                    }
                    held = max(held, reader.gathered.capacity)
                }
            }
            #expect(held <= 2 * Int(TarReader.maximalHeaderSize))
            try reader.finish()
        }
    }

    private static func mendChecksums(_ bytes: inout [UInt8]) {
        for start in stride(from: 0, to: bytes.count - 511, by: 512) where bytes[start + 257] == UInt8(ascii: "u") {
            let sum = Int(TarHeader.sums(of: Array(bytes[start..<start + 512])).unsigned)
            let digits = String(sum, radix: 8)
            let field = String(repeating: "0", count: 6 - digits.utf8.count) + digits + "\u{0} "
            bytes.replaceSubrange(start + 148..<start + 156, with: field.utf8)
        }
    }

    @Test("ends the decompressor with an error or a value", arguments: [LayerCompression.gzip, .zstd])
    func compression(compression: LayerCompression) throws {
        let content = sampleBytes(1500) + [UInt8](repeating: 0, count: 3000)
        let one = try LayerBuilder.build(
            entries: [LayerEntry(path: "a", kind: .file(.bytes(content)), mode: 0)],
            compression: compression
        ).bytes
        Self.fuzz("\(compression)", [(one, [0, 4, one.count - 8]), (one + one, [0, one.count - 8, one.count])]) {
            mutated in
            var size = 0
            var decompressor = try Decompressor(compression, limits: DecompressionLimits(maximalSize: 1 << 20))
            try mutated.withUnsafeBytes { try decompressor.decompress($0) { size += $0.count } }
            #expect(size <= 1 << 20)
            try decompressor.finish { size += $0.count }
        }
    }

    @Test("ends the ELF parser and the stripper with an error or a value")
    func elf() async throws {
        try await withTemporaryFolder { folder in
            try await ELFFileTests.compile(ELFFileTests.program, ["-Wl,-rpath,$ORIGIN/x:/y"], to: folder + "/main")
            let bytes = try read(folder + "/main")
            let header: UInt64 = try #require(bytes.number(at: 40))
            let table = Int(header)
            let near =
                [0, 32, 64, 120, 176, 400, 600] + Array(stride(from: table, to: bytes.count - 64, by: 64))
                + Self.dynamicPlaces(bytes)
            Self.fuzz("ELF", [(bytes, near)]) { mutated in
                let stripped = ELFStripper.stripped(mutated)
                #expect((stripped?.count ?? 0) < mutated.count)
                _ = try ExecutableFormat(mutated)
            }
        }
    }

    /// Where the dynamic section and the table of versions are.
    private static func dynamicPlaces(_ bytes: [UInt8]) -> [Int] {
        (0..<20).compactMap { index in
            let start = 64 + index * 56
            guard let type: UInt32 = bytes.number(at: start), type == 2,
                let offset: UInt64 = bytes.number(at: start + 8)
            else { return nil }
            return Int(offset)
        }
        .flatMap { [$0, $0 + 64, $0 + 128, $0 + 256] }
    }
}
