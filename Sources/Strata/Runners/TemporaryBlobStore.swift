import Foundation
import StrataEngine
import StrataModel
import StrataStore
import Synchronization

/// A blob store in a temporary folder, which is made with the first blob and removed with the store.
final class TemporaryBlobStore: BlobStore {
    private let opened = Mutex<(store: FolderBlobStore, path: String)?>(nil)

    deinit {
        // A folder that cannot be removed is left to the system, which cleans its temporary folder.
        if let path = opened.withLock({ $0?.path }) { try? FileManager.default.removeItem(atPath: path) }
    }

    private func store() throws -> FolderBlobStore {
        try opened.withLock { opened in
            if let opened { return opened.store }
            let path = FileManager.default.temporaryDirectory.appending(path: "strata-\(UUID().uuidString)").path
            let store = try FolderBlobStore(root: path)
            opened = (store, path)
            return store
        }
    }

    func put(_ bytes: [UInt8]) async throws -> Digest {
        try await store().put(bytes)
    }

    func put(fileAt path: String) async throws -> (digest: Digest, size: Int64) {
        try await store().put(fileAt: path)
    }

    func get(_ digest: Digest) async throws -> [UInt8] {
        try await store().get(digest)
    }

    func copy(_ digest: Digest, toFileAt path: String) async throws {
        try await store().copy(digest, toFileAt: path)
    }

    func read(_ digest: Digest, _ body: (UnsafeRawBufferPointer) throws -> Void) async throws {
        try await store().read(digest, body)
    }

    func size(of digest: Digest) async throws -> Int64? {
        try await store().size(of: digest)
    }
}
