import Foundation
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("Blobs that come and go in pieces")
struct RangedBlobStoreTests {
    private struct Interrupted: Error {}

    @Test("are what was sent, however it was cut", arguments: [1, 2, UInt64.random(in: 3 ... .max)])
    func random(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        try await withStore { store, _ in
            for count in [0, 1, 255 * 1024, 256 * 1024, 700_001] {
                let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
                let stored = try await store.put(
                    Self.stream(Self.cut(bytes, using: &generator)),
                    expecting: Digest(hashing: bytes),
                    announced: Bool.random(using: &generator) ? Int64(count) : nil,
                    limit: Int64(count)
                )
                #expect(stored.digest == Digest(hashing: bytes), "seed \(seed)")
                #expect(stored.size == Int64(count))
                #expect(try await store.get(stored.digest) == bytes)
                #expect(try await Self.read(store.pieces(of: stored.digest, in: nil)) == bytes)
                for _ in 0..<5 {
                    let first = Int.random(in: 0...count, using: &generator)
                    let last = Int.random(in: first...count, using: &generator)
                    let part = try await store.pieces(of: stored.digest, in: Int64(first)..<Int64(last))
                    #expect(part.blobSize == Int64(count))
                    #expect(try await Self.read(part) == Array(bytes[first..<last]), "seed \(seed)")
                }
            }
        }
    }

    @Test("leave nothing when they are not what was announced")
    func refused() async throws {
        try await withStore { store, folder in
            let bytes = Array("abc".utf8)
            let other = Digest(hashing: Array("abd".utf8))
            func put(_ expected: Digest?, _ announced: Int64?, _ limit: Int64, fails: Bool = false) async throws {
                let stream = Self.stream([bytes, bytes], fails: fails)
                _ = try await store.put(stream, expecting: expected, announced: announced, limit: limit)
            }
            await expectStoreError(.corrupt, containing: "\(other)") { try await put(other, nil, 99) }
            await expectStoreError(.corrupt, containing: "6", "7") { try await put(nil, 7, 99) }
            await expectStoreError(.corrupt, containing: "5") { try await put(nil, 5, 99) }
            await expectStoreError(.conflict, containing: "5 bytes") { try await put(nil, nil, 5) }
            await expectStoreError(.conflict, containing: "5 bytes") { try await put(nil, 6, 5) }
            await expectStoreError(.full) { try await put(nil, .max, .max) }
            await #expect(throws: Interrupted.self) { try await put(nil, nil, 99, fails: true) }
            for name in ["/tmp", "/sha256"] {
                let left = try FileManager.default.contentsOfDirectory(atPath: folder + name)
                #expect(left == [])
            }
        }
    }

    @Test("heal a blob that went bad")
    func healing() async throws {
        try await withStore { store, _ in
            let bytes = Array("abc".utf8)
            let digest = try await store.put(bytes)
            try FileManager.default.removeItem(atPath: store.path(of: digest))
            try Data("xyz".utf8).write(to: URL(filePath: store.path(of: digest)))
            _ = try await store.put(Self.stream([bytes]), expecting: digest, announced: nil, limit: 99)
            try await store.verify(digest)
        }
    }

    @Test("say at the end that the whole was damaged; a part cannot be verified")
    func damaged() async throws {
        try await withStore { store, _ in
            let digest = try await store.put(Array("abc".utf8))
            let path = store.path(of: digest)
            try FileManager.default.removeItem(atPath: path)
            try Data("xyz".utf8).write(to: URL(filePath: path))
            await expectStoreError(.corrupt, containing: "\(digest)", path) {
                _ = try await Self.read(store.pieces(of: digest, in: nil))
            }
            #expect(try await Self.read(store.pieces(of: digest, in: 1..<3)) == Array("yz".utf8))
            let pieces = try await store.pieces(of: digest, in: 0..<2)
            try Data("x".utf8).write(to: URL(filePath: path))
            await expectStoreError(.corrupt) { _ = try await Self.read(pieces) }
        }
    }

    @Test("are not found where they are not, and parts must lie within")
    func missing() async throws {
        try await withStore { store, _ in
            await expectStoreError(.notFound) { _ = try await store.pieces(of: Digest(hashing: []), in: nil) }
            let digest = try await store.put(Array("abc".utf8))
            for range in [Int64(-1)..<2, 0..<4, 3..<Int64.max, Int64.min..<0] {
                await expectStoreError(.conflict, containing: "\(digest)") {
                    _ = try await store.pieces(of: digest, in: range)
                }
            }
            #expect(try await Self.read(store.pieces(of: digest, in: 3..<3)) == [])
        }
    }

    @Test("that do not fit leave a full disk as it was")
    func fullVolume() async throws {
        try await TemporaryVolume.with(size: "1m") { volume in
            let store = try FolderBlobStore(root: volume.path + "/blobs")
            let piece = [UInt8](repeating: 7, count: 300_000)
            await expectStoreError(.full) {
                let stream = Self.stream(Array(repeating: piece, count: 9))
                _ = try await store.put(stream, expecting: nil, announced: nil, limit: .max)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: volume.path + "/blobs/tmp").isEmpty)
            _ = try await store.put(Self.stream([piece]), expecting: nil, announced: nil, limit: .max)
        }
    }

    private static func cut(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 0...min(rest.count, 300_000), using: &generator)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return pieces
    }

    private static func stream(_ pieces: [[UInt8]], fails: Bool = false) -> AsyncThrowingStream<[UInt8], any Error> {
        AsyncThrowingStream { continuation in
            for piece in pieces { continuation.yield(piece) }
            continuation.finish(throwing: fails ? Interrupted() : nil)
        }
    }

    private static func read(_ pieces: BlobPieces) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in pieces { bytes += piece }
        return bytes
    }

    private func withStore(_ body: (FolderBlobStore, String) async throws -> Void) async throws {
        try await withTemporaryFolder { try await body(FolderBlobStore(root: $0 + "/blobs"), $0 + "/blobs") }
    }
}
