import Foundation
import StrataLayers
import StrataModel
import StrataTestSupport
import Testing

@Suite("Building layers")
struct LayerBuilderTests {
    @Test("gives the same digests in memory and in a file, twice", arguments: LayerCompression.allCases)
    func digests(compression: LayerCompression) async throws {
        try await withTemporaryFolder { folder in
            let entries =
                TarWriterTests.samples + [
                    LayerEntry(path: "big", kind: .file(.bytes(sampleBytes(5_000_000))), mode: 0o644)
                ]
            let (layer, bytes) = try LayerBuilder.build(entries: entries, compression: compression, timestamp: 9)
            for _ in 0..<2 {
                let built = try LayerBuilder.build(
                    entries: entries.shuffled(),
                    compression: compression,
                    timestamp: 9,
                    to: folder + "/layer"
                )
                #expect(built == layer)
                #expect(try read(folder + "/layer") == bytes)
            }
            let plain = try archive(entries, timestamp: 9)
            #expect(layer.digest == Digest(hashing: bytes) && layer.size == bytes.count)
            #expect(layer.diffID == Digest(hashing: plain) && layer.uncompressedSize == plain.count)
            #expect(layer.compression == compression)
            #expect(try decompress(bytes) == plain)
            let other = try LayerBuilder.build(entries: entries, compression: compression, timestamp: 10).layer
            #expect(other.diffID != layer.diffID)
        }
    }

    @Test("leaves nothing behind when it fails, and what was there before")
    func failures() async throws {
        try await withTemporaryFolder { folder in
            let missing = LayerEntry(path: "x", kind: .file(.file(path: folder + "/none", size: 1)), mode: 0)
            let large = LayerEntry(path: "a", kind: .file(.bytes(sampleBytes(3_000_000))), mode: 0)
            try write([1], to: folder + "/layer")
            expectLayerError(.notFound, containing: folder + "/none") {
                _ = try LayerBuilder.build(entries: [missing, large], to: folder + "/layer")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["layer"])
            #expect(try read(folder + "/layer") == [1])
            expectLayerError(.notFound, containing: folder + "/no/layer", "folder") {
                _ = try LayerBuilder.build(entries: [], to: folder + "/no/layer")
            }
        }
    }

    @Test("survives being written down")
    func codable() throws {
        let layer = try LayerBuilder.build(entries: [file("a")]).layer
        #expect(try JSONDecoder().decode(Layer.self, from: JSONEncoder().encode(layer)) == layer)
    }
}
