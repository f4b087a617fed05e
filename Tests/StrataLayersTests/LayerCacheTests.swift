import Foundation
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataLayers

@Suite("The layer cache")
struct LayerCacheTests {
    private static func key(_ name: String) -> LayerKey {
        var hasher = LayerKey.Hasher()
        hasher.combine(name)
        return hasher.finalized()
    }

    /// The layer named `name`, whose file has a little more than `size` bytes.
    private static func layer(_ name: String, _ cache: LayerCache, size: Int = 1000) throws -> CachedLayer {
        try cache.layer(for: key(name)) { path in
            let entry = LayerEntry(path: name, kind: .file(.bytes(sampleBytes(size))), mode: 0o644)
            return try LayerBuilder.build(entries: [entry], compression: .none, to: path)
        }
    }

    private static func files(_ cache: LayerCache) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: cache.folder)
            .filter { try FileStatus(of: cache.folder + "/" + $0)?.isRegularFile == true }
            .sorted()
    }

    @Test("builds a layer once, and finds it again")
    func findsAgain() async throws {
        try await withTemporaryFolder { folder in
            let cache = LayerCache(folder: folder + "/cache/layers")
            #expect(try cache.find(Self.key("a")) == nil)
            #expect(try cache.contents() == [])
            let first = try Self.layer("a", cache)
            let second = try cache.layer(for: Self.key("a")) { _ in
                Issue.record("The layer is there")
                throw CancellationError()
            }
            #expect(first.isNew && !second.isNew && first.layer == second.layer && first.path == second.path)
            #expect(Digest(hashing: try read(first.path)) == first.layer.digest)
            let hex = first.layer.digest.hexadecimal
            let key = Self.key("a").digest.hexadecimal
            #expect(try Self.files(cache) == ["blobs/sha256/\(hex)", "keys/\(key).json", "lock"])
            let json = try JSONSerialization.jsonObject(with: Data(read("\(cache.folder)/keys/\(key).json")))
            #expect((json as? [String: String])?["diffID"] == "\(first.layer.diffID)")
            #expect(try cache.contents().map(\.layer) == [first.layer])
        }
    }

    @Test("leaves nothing of a build that failed")
    func failedBuild() async throws {
        try await withTemporaryFolder { folder in
            let cache = LayerCache(folder: folder)
            expectLayerError(.unsupported) {
                _ = try cache.layer(for: Self.key("a")) { path in
                    try write([1, 2, 3], to: path)
                    throw LayerError(.unsupported, "The build fails.")
                }
            }
            let left = try Self.files(cache)
            #expect(left.isEmpty)
            expectLayerError(.damaged, containing: "announced") {
                _ = try cache.layer(for: Self.key("a")) { path in
                    let layer = try LayerBuilder.build(entries: [], to: path)
                    try write([1], to: path)
                    return layer
                }
            }
            #expect(try cache.contents() == [])
        }
    }

    @Test(
        "makes a damaged layer again",
        arguments: ["truncate -s 5 blobs/sha256/*", "rm blobs/sha256/*", "truncate -s 40 keys/*", "rm keys/*"]
            + ["sed -i s/sha256:./sha256:0/ keys/*", "sed -i s/none/gzip/ keys/*", "truncate -s +1 keys/*"]
    )
    func damage(command: String) async throws {
        try await withTemporaryFolder { folder in
            let cache = LayerCache(folder: folder)
            let layer = try Self.layer("a", cache).layer
            try await run("sh", "-c", command, in: folder)
            let again = try Self.layer("a", cache)
            #expect(again.isNew && again.layer == layer)
            #expect(Digest(hashing: try read(again.path)) == layer.digest)
            #expect(try Self.layer("a", cache).isNew == false)
            #expect(try cache.contents().map(\.layer) == [layer])
        }
    }

    @Test("finds layers with wrong bytes when it is asked to, and removes them")
    func verify() async throws {
        try await withTemporaryFolder { folder in
            let cache = LayerCache(folder: folder)
            #expect(try LayerCache(folder: folder + "/none").verify().isEmpty)
            let first = try Self.layer("a", cache)
            let second = try Self.layer("b", cache)
            #expect(try cache.verify().isEmpty)
            var bytes = try read(first.path)
            bytes[700] ^= 1
            try write(bytes, to: first.path)
            #expect(try cache.verify() == [first.layer.digest])
            #expect(try cache.contents().map(\.layer) == [second.layer])
            #expect(try Self.layer("a", cache).isNew)
        }
    }

    @Test("lets go of the layers that were not used for longest, but of none that is in use")
    func eviction() async throws {
        try await withTemporaryFolder { folder in
            let cache = LayerCache(folder: folder, limit: 36_500)
            func age(_ name: String, _ seconds: Int) async throws {
                let path = folder + "/keys/\(Self.key(name).digest.hexadecimal).json"
                try await run("touch", "-d", "\(seconds) seconds ago", path)
            }
            for (index, name) in ["a", "b", "c"].enumerated() {
                _ = try Self.layer(name, cache, size: 9000)
                try await age(name, 1000 - index)
            }
            // Using the oldest makes it the newest.
            var used = try cache.find(Self.key("a"))
            let path = try #require(used?.path)
            let digest = try #require(used?.layer.digest)
            _ = try Self.layer("d", cache, size: 9000)
            #expect(try cache.find(Self.key("b")) == nil)
            #expect(try cache.contents().count == 3)
            let removal = try cache.prune(toLimit: 0)
            #expect(removal.layers.count == 2 && removal.inUse == [digest])
            #expect(removal.bytes > 18_000)
            #expect(FileManager.default.fileExists(atPath: path))
            #expect(used != nil)
            used = nil
            #expect(try cache.clear().layers.count == 1)
            #expect(try Self.files(cache) == ["lock"])
            #expect(try LayerCache(folder: folder + "/none").clear() == LayerCache.Removal())
        }
    }

    @Test("keeps one copy of what two keys lead to, and removes what nothing leads to")
    func sharedAndStray() async throws {
        try await withTemporaryFolder { folder in
            let cache = LayerCache(folder: folder)
            let built = try Self.layer("a", cache)
            let second = try cache.layer(for: Self.key("other")) { path in
                let entry = LayerEntry(path: "a", kind: .file(.bytes(sampleBytes(1000))), mode: 0o644)
                return try LayerBuilder.build(entries: [entry], compression: .none, to: path)
            }
            #expect(second.path == built.path)
            #expect(try cache.contents().count == 1)
            let stray = ["blobs/sha256/" + String(repeating: "0", count: 64), "blobs/sha256/x", "keys/y", "tmp/old"]
            for name in stray + ["tmp/new"] { try write([1], to: folder + "/" + name) }
            try await run("touch", "-d", "2 days ago", folder + "/tmp/old")
            try cache.prune(toLimit: .max)
            let left = try Self.files(cache)
            #expect(!left.contains { stray.contains($0) } && left.contains("tmp/new") && left.count == 5)
        }
    }

    @Test("says in words that it cannot be used")
    func unusable() async throws {
        try await withTemporaryFolder { folder in
            try write([1], to: folder + "/file")
            expectLayerError(.inputOutput, containing: folder + "/file/cache", "a part of that path is a file") {
                _ = try Self.layer("a", LayerCache(folder: folder + "/file/cache"))
            }
            try FileManager.default.createDirectory(
                atPath: folder + "/keys/\(Self.key("a").digest.hexadecimal).json",
                withIntermediateDirectories: true
            )
            expectLayerError(.inputOutput, containing: "no regular file") {
                _ = try Self.layer("a", LayerCache(folder: folder))
            }
        }
    }

    @Test("is used by many at once")
    func concurrency() async throws {
        try await withTemporaryFolder { folder in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        // Every worker has a cache of its own, as processes do; it is too small for all of the layers.
                        let cache = LayerCache(folder: folder, limit: 20_000)
                        for step in 0..<30 {
                            let found = try Self.layer("layer \((worker + step) % 5)", cache, size: 6000)
                            #expect(Digest(hashing: try read(found.path)) == found.layer.digest)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try LayerCache(folder: folder).verify().isEmpty)
        }
    }
}
