import Foundation
public import StrataEngine
import StrataModel
import Testing

/// What every ``StrataEngine/BlobStore`` must do.
public enum BlobStoreContract {
    /// Checks for a parameterised test; each wants an empty store.
    public static let cases: [ContractCase<any BlobStore>] = [
        ContractCase("Bytes come back as they were, whatever their number") { store in
            for size in [0, 1, 31, 4096, 1 << 20, (1 << 20) + 1, 3_000_000] {
                let bytes = noise(size)
                let digest = try await store.put(bytes)
                #expect(digest == Digest(hashing: bytes))
                #expect(try await store.get(digest) == bytes)
                #expect(try await store.size(of: digest) == Int64(size))
            }
        },
        ContractCase("The same bytes stored twice are one blob") { store in
            let first = try await store.put(noise(1000))
            #expect(try await store.put(noise(1000)) == first)
            #expect(try await store.get(first) == noise(1000))
        },
        ContractCase("The same bytes stored many times at once are one blob") { store in
            let digests = try await withThrowingTaskGroup(of: Digest.self) { group in
                for _ in 0..<20 { group.addTask { try await store.put(noise(100_000)) } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(digests == [Digest(hashing: noise(100_000))])
        },
        ContractCase("A blob that was never stored is not found") { store in
            let digest = Digest(hashing: Array("nobody stored this".utf8))
            #expect(try await store.size(of: digest) == nil)
            await expectStoreError(.notFound, containing: digest.hexadecimal) { _ = try await store.get(digest) }
            await expectStoreError(.notFound) { try await store.read(digest) { _ in } }
            try await withTemporaryFolder { folder in
                await expectStoreError(.notFound) { try await store.copy(digest, toFileAt: folder + "/copy") }
                let left = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(left.isEmpty)
            }
        },
        ContractCase("A file goes in and comes out as it was") { store in
            try await withTemporaryFolder { folder in
                let bytes = noise(2_500_000)
                try Data(bytes).write(to: URL(filePath: folder + "/in"))
                let (digest, size) = try await store.put(fileAt: folder + "/in")
                #expect(size == 2_500_000)
                #expect(digest == Digest(hashing: bytes))
                #expect(try await store.put(fileAt: folder + "/in").digest == digest)
                try await store.copy(digest, toFileAt: folder + "/out")
                #expect(try Data(contentsOf: URL(filePath: folder + "/out")) == Data(bytes))
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["in", "out"])
            }
        },
        ContractCase("A copy never replaces what is there") { store in
            let digest = try await store.put(noise(10))
            try await withTemporaryFolder { folder in
                try Data("mine".utf8).write(to: URL(filePath: folder + "/taken"))
                await expectStoreError(.conflict, containing: folder) {
                    try await store.copy(digest, toFileAt: folder + "/taken")
                }
                #expect(try Data(contentsOf: URL(filePath: folder + "/taken")) == Data("mine".utf8))
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken"])
            }
        },
        ContractCase("Pieces arrive in order and are at most a megabyte") { store in
            let bytes = noise(2_100_000)
            let digest = try await store.put(bytes)
            var seen: [UInt8] = []
            try await store.read(digest) { piece in
                #expect(piece.count <= 1 << 20)
                seen.append(contentsOf: piece)
            }
            #expect(seen == bytes)
        },
        ContractCase("An error of the reader comes through") { store in
            let digest = try await store.put(noise(10))
            await #expect(throws: CancellationError.self) {
                try await store.read(digest) { _ in throw CancellationError() }
            }
        },
        ContractCase("A file that is not there, and a folder, are refused") { store in
            try await withTemporaryFolder { folder in
                await expectStoreError(.notFound, containing: "missing") {
                    _ = try await store.put(fileAt: folder + "/missing")
                }
                await expectStoreError(.inputOutput, containing: folder) { _ = try await store.put(fileAt: folder) }
            }
        },
    ]

    /// Bytes without a pattern, the same for the same number.
    static func noise(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: UInt64(count))
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }
}
