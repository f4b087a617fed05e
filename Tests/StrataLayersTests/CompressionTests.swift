import Foundation
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataLayers

@Suite("Compression of layers")
struct CompressionTests {
    private static func compress(
        _ bytes: [UInt8],
        _ settings: CompressionSettings,
        threads: Int,
        piece: Int
    ) throws -> [UInt8] {
        var result: [UInt8] = []
        var compressor = try ParallelCompressor(settings, threads: threads)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            try bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes { buffer in
                try compressor.write(buffer) { result.append(contentsOf: $0) }
            }
        }
        try compressor.finish { result.append(contentsOf: $0) }
        return result
    }

    @Test(
        "gives the same bytes whatever the number of threads, and decompresses to what it was",
        arguments: LayerCompression.allCases,
        [0, 1, 65_536, 65_537, 1_000_000]
    )
    func threads(compression: LayerCompression, count: Int) throws {
        let bytes = sampleBytes(count)
        var settings = CompressionSettings.standard(compression)
        settings.blockSize = 65_536
        let expected = try Self.compress(bytes, settings, threads: 1, piece: 1 << 20)
        for threads in [2, 8] {
            for piece in [999, 65_536, 300_000] {
                #expect(try Self.compress(bytes, settings, threads: threads, piece: piece) == expected)
            }
        }
        for piece in [1000, .max] { #expect(try decompress(expected, compression, piece: piece) == bytes) }
        if count > 0 { #expect(try decompress(expected, piece: 1000) == bytes) }
        if count == 1_000_000, compression != .none { #expect(expected.count < count * 3 / 4) }
    }

    @Test("writes what gzip and zstd read")
    func foreignReaders() async throws {
        try await withTemporaryFolder { folder in
            let entries = [LayerEntry(path: "data", kind: .file(.bytes(sampleBytes(3_000_000))), mode: 0o644)]
            let plain = try LayerBuilder.build(entries: entries, compression: .none, to: folder + "/a.tar")
            for (compression, program) in [(LayerCompression.gzip, "gzip"), (.zstd, "zstd")] {
                let path = folder + "/a." + program
                let layer = try LayerBuilder.build(entries: entries, compression: compression, to: path)
                try await run(program, "-t", path)
                try await run("sh", "-c", "\(program) -dc < \(path) | cmp - \(folder)/a.tar")
                #expect(layer.diffID == plain.diffID && layer.uncompressedSize == plain.size)
                #expect(try await run("sha256sum", path).hasPrefix(layer.digest.hexadecimal))
                #expect(try await run("bsdtar", "-tf", path) == "data\n")
            }
            // No name, no time, unknown system.
            #expect(try read(folder + "/a.gzip").prefix(10).elementsEqual([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]))
        }
    }

    @Test(
        "reads what gzip and zstd write",
        arguments: [["gzip", "-9"], ["gzip", "-1"], ["zstd", "-19"], ["zstd", "--fast=5"]]
    )
    func foreignWriters(program: [String]) async throws {
        try await withTemporaryFolder { folder in
            let bytes = sampleBytes(700_000)
            try write(bytes, to: folder + "/data")
            let command = program.joined(separator: " ")
            try await run("sh", "-c", "\(command) -c data > one; cat one one > two", in: folder)
            #expect(try decompress(read(folder + "/one")) == bytes)
            #expect(try decompress(read(folder + "/two"), piece: 77) == bytes + bytes)
        }
    }

    @Test("refuses what is cut off or damaged, and keeps refusing", arguments: [LayerCompression.gzip, .zstd])
    func damaged(compression: LayerCompression) throws {
        let whole = try Self.compress(sampleBytes(300_000), .standard(compression), threads: 1, piece: 1000)
        for count in [1, 5, 17, whole.count / 2, whole.count - 1] {
            expectLayerError(.truncated, containing: "\(count) bytes") {
                _ = try decompress(Array(whole[..<count]), compression)
            }
        }
        expectLayerError(.truncated) { _ = try decompress([], compression) }
        var damaged = whole
        damaged[whole.count / 2] ^= 0x55
        expectLayerError(.malformed, containing: "\(compression)") { _ = try decompress(damaged, compression) }
        expectLayerError(.malformed) { _ = try decompress(whole + [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], compression) }
        var decompressor = try Decompressor(.gzip)
        for _ in 0..<2 {
            #expect(throws: LayerError.self) {
                try [UInt8]([1, 2, 3]).withUnsafeBytes { try decompressor.decompress($0) { _ in } }
            }
        }
        #expect(throws: LayerError.self) { try decompressor.finish { _ in } }
    }

    @Test("stops at the limits it is given", arguments: LayerCompression.allCases)
    func bombs(compression: LayerCompression) throws {
        let bomb = try Self.compress(
            [UInt8](repeating: 0, count: 30_000_000),
            .standard(compression),
            threads: 1,
            piece: 1 << 20
        )
        #expect(try decompress(bomb, limits: DecompressionLimits(maximalRatio: 100_000)).count == 30_000_000)
        expectLayerError(.tooLarge, containing: "20000000") {
            _ = try decompress(bomb, limits: DecompressionLimits(maximalSize: 20_000_000, maximalRatio: 100_000))
        }
        guard compression != .none else { return }
        var produced = 0
        var decompressor = try Decompressor(limits: DecompressionLimits(maximalRatio: 100))
        expectLayerError(.tooLarge, containing: "100 times") {
            try bomb.withUnsafeBytes { bytes in try decompressor.decompress(bytes) { produced += $0.count } }
        }
        // It stops where the limit is, not at the end.
        #expect(produced < 2_000_000 + 100 * bomb.count)
    }

    @Test("tells by the first bytes what it is")
    func detection() {
        #expect(LayerCompression.detect([0x1F, 0x8B, 8, 0]) == .gzip)
        #expect(LayerCompression.detect([0x28, 0xB5, 0x2F, 0xFD]) == .zstd)
        #expect(LayerCompression.detect([0x53, 0x2A, 0x4D, 0x18]) == .zstd)
        for bytes in [[], [0x1F], [0x28, 0xB5, 0x2F], [0x53, 0x2A, 0x4D, 0x19]] as [[UInt8]] {
            #expect(LayerCompression.detect(bytes) == .none)
        }
    }

    @Test("goes on when all threads of the process wait for it")
    func starvation() async throws {
        let bytes = sampleBytes(2_000_000)
        var settings = CompressionSettings.standard(.gzip)
        settings.blockSize = 65_536
        let expected = try Self.compress(bytes, settings, threads: 1, piece: 1 << 20)
        try await withThrowingTaskGroup(of: [UInt8].self) { [settings] group in
            for _ in 0..<16 { group.addTask { try Self.compress(bytes, settings, threads: 4, piece: 1 << 20) } }
            for try await result in group { #expect(result == expected) }
        }
    }
}
