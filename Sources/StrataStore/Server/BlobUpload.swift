import StrataEngine
import StrataModel
import Synchronization

/// A blob on its way into the store; what does not get there leaves nothing.
final class BlobUpload: Sendable {
    private struct State: ~Copyable {
        let file: PendingFile
        var hasher = Digest.Hasher()
        var size: Int64 = 0
    }

    private let state: Mutex<State>

    /// Creates the file in which bytes gather.
    init(at path: String) throws(StoreError) {
        state = Mutex(State(file: try PendingFile(at: path)))
    }

    /// Appends bytes.
    func append(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            try bytes.withUnsafeBytes { try state.file.write($0) }
            state.hasher.update(bytes)
            state.size += Int64(bytes.count)
        }
    }

    /// Makes the file a blob.
    ///
    /// - Throws: ``StoreError`` with code `corrupt` where it has another digest than `expected`.
    func finish(expecting expected: Digest?, in store: FolderBlobStore) throws -> (digest: Digest, size: Int64) {
        try state.withLock { state in
            let digest = state.hasher.finalized()
            guard expected == nil || expected == digest else {
                throw StoreError(
                    .corrupt,
                    "What arrived has the digest \(digest) rather than \(expected?.description ?? "").",
                    remedy: "Send it again."
                )
            }
            try store.keep(state.file, as: digest)
            return (digest, state.size)
        }
    }
}
