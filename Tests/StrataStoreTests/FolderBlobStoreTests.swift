import Foundation
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("The blob store in a folder")
struct FolderBlobStoreTests {
    @Test("keeps the contract", arguments: BlobStoreContract.cases)
    func contract(_ contractCase: ContractCase<any BlobStore>) async throws {
        try await withTemporaryFolder { try await contractCase.check(FolderBlobStore(root: $0 + "/blobs")) }
    }

    @Test("puts a blob under its digest, for reading only, and leaves nothing else")
    func layout() async throws {
        try await withTemporaryFolder { folder in
            let digest = try await FolderBlobStore(root: folder).put(Array("abc".utf8))
            let path = folder + "/sha256/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            #expect(try FolderBlobStore(root: folder).path(of: digest) == path)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o444)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/tmp").isEmpty)
        }
    }

    @Test(
        "names digest and file of a damaged blob, and heals it when it is stored again",
        arguments: [
            "", "abd", "ab", "abcd",
        ]
    )
    func damage(content: String) async throws {
        try await withTemporaryFolder { folder in
            let store = try FolderBlobStore(root: folder + "/blobs")
            let digest = try await store.put(Array("abc".utf8))
            let path = store.path(of: digest)
            func damage() throws {
                try FileManager.default.removeItem(atPath: path)
                try Data(content.utf8).write(to: URL(filePath: path))
            }
            try damage()
            await expectStoreError(.corrupt, containing: "\(digest)", path) { _ = try await store.get(digest) }
            await expectStoreError(.corrupt, containing: path) { try await store.read(digest) { _ in } }
            await expectStoreError(.corrupt, containing: path) { try await store.verify(digest) }
            await expectStoreError(.corrupt, containing: path) {
                try await store.copy(digest, toFileAt: folder + "/copy")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["blobs"])
            _ = try await store.put(Array("abc".utf8))
            try await store.verify(digest)

            try damage()
            try Data("abc".utf8).write(to: URL(filePath: folder + "/source"))
            _ = try await store.put(fileAt: folder + "/source")
            try await store.verify(digest)
        }
    }

    @Test("removes what dead processes left, and nothing of living ones")
    func staleFiles() async throws {
        try await withTemporaryFolder { folder in
            _ = try FolderBlobStore(root: folder)
            let host = String(ProcessInfo.processInfo.hostName)
            let own = getpid()
            let start = try #require(ProcessStart.ticks(of: own))
            let dead = ["\(host),\(Int32.max),1,a", "\(host),\(own),\(start + 1),a"]
            let alive = ["\(host),\(own),\(start),a", "elsewhere,\(Int32.max),1,a", "no name of ours"]
            for name in dead + alive { try Data().write(to: URL(filePath: folder + "/tmp/" + name)) }
            _ = try FolderBlobStore(root: folder)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/tmp").sorted() == alive.sorted())
        }
    }

    @Test("refuses what does not fit before it copies")
    func tooLarge() async throws {
        try await TemporaryVolume.with(size: "1m") { volume in
            try await withTemporaryFolder { folder in
                let store = try FolderBlobStore(root: volume.path)
                try Data(count: 3 << 20).write(to: URL(filePath: folder + "/large"))
                await expectStoreError(.full, containing: volume.path, "3.0 MiB", "free") {
                    _ = try await store.put(fileAt: folder + "/large")
                }
                await expectStoreError(.full) { _ = try await store.put([UInt8](repeating: 1, count: 3 << 20)) }
                #expect(try FileManager.default.contentsOfDirectory(atPath: volume.path + "/tmp").isEmpty)
                _ = try await store.put(Array("small".utf8))
            }
        }
    }

    @Test("leaves nothing behind when the disk fills in the middle")
    func fillsUp() async throws {
        try await TemporaryVolume.with(size: "4m") { volume in
            let store = try FolderBlobStore(root: volume.path)
            // Each fits when it begins; together they do not.
            let outcomes = await withTaskGroup(of: (any Error)?.self) { group in
                for number in 0..<UInt8(8) {
                    group.addTask {
                        do {
                            _ = try await store.put([UInt8](repeating: number, count: 3 << 20))
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let errors = outcomes.compactMap { $0 }
            #expect(!errors.isEmpty)
            for error in errors { #expect((error as? StoreError)?.code == .full, "\(error)") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: volume.path + "/tmp").isEmpty)
        }
    }

    @Test("says that a read-only file system is one, and still reads")
    func readOnly() async throws {
        try await TemporaryVolume.with(size: "1m") { volume in
            let digest = try await FolderBlobStore(root: volume.path + "/blobs").put([1, 2, 3])
            try volume.makeReadOnly()
            await expectStoreError(.readOnly, containing: volume.path) {
                _ = try FolderBlobStore(root: volume.path + "/others")
            }
            let store = try FolderBlobStore(root: volume.path + "/blobs")
            #expect(try await store.get(digest) == [1, 2, 3])
            await expectStoreError(.readOnly, containing: volume.path) { _ = try await store.put([4]) }
        }
    }
}
