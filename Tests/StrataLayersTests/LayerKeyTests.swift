import Foundation
import StrataLayers
import StrataModel
import StrataTestSupport
import Testing

@Suite("Keys of layers")
struct LayerKeyTests {
    @Test("change with everything that a layer's bytes depend on, and with nothing else")
    func keys() async throws {
        try await withTemporaryFolder { folder in
            var digests = FileDigests(file: folder + "/digests")
            func key(
                _ entries: [LayerEntry],
                _ compression: LayerCompression = .gzip,
                _ timestamp: Int64 = 0
            ) throws -> LayerKey {
                try LayerKey(entries: entries, compression: compression, timestamp: timestamp, digests: &digests)
            }
            try write("content\n".utf8, to: folder + "/a")
            let onDisk = LayerEntry(path: "a", kind: .file(.file(path: folder + "/a", size: 8)), mode: 0o644)
            let base = try key([file("a"), file("b")])
            #expect(try key([file("b"), file("a")]) == base)
            #expect(try key([onDisk, file("b")]) == base)
            var owned = file("a")
            owned.uid = 1
            let link = LayerEntry(path: "a", kind: .symbolicLink(target: "x"), mode: 0o644)
            let stripped = LayerEntry(path: "a", kind: .file(.strippedFile(path: folder + "/a")), mode: 0o644)
            let others = [
                try key([file("a"), file("c")]), try key([file("a", "other"), file("b")]), try key([file("a")]),
                try key([file("a", mode: 0o755), file("b")]), try key([owned, file("b")]), try key([link, file("b")]),
                try key([stripped, file("b")]), try key([file("a"), file("b")], .zstd),
                try key([file("a"), file("b")], .gzip, 1), base,
            ]
            #expect(Set(others).count == others.count)
            try write("Content\n".utf8, to: folder + "/a")
            #expect(try key([onDisk, file("b")]) != base)
            try write("longer content\n".utf8, to: folder + "/a")
            expectLayerError(.changed, containing: "15 bytes") { _ = try key([onDisk]) }
        }
    }

    @Test("tell lists of values apart that have the same bytes in a row")
    func hasher() {
        func key(_ values: [String]) -> LayerKey {
            var hasher = LayerKey.Hasher()
            for value in values { hasher.combine(value) }
            return hasher.finalized()
        }
        #expect(key(["ab", "c"]) != key(["a", "bc"]) && key(["a", ""]) != key(["a"]) && key(["a"]) == key(["a"]))
    }
}
