import StrataEngine
import StrataModel
import Synchronization

/// An open blob from which pieces are read in order.
final class PieceSource: Sendable {
    private struct State: ~Copyable {
        let file: OpenFile
        var position: Int64
        var hasher = Digest.Hasher()
    }

    /// Small enough that a thousand readers fit into memory.
    static let pieceSize = 256 * 1024

    private let store: FolderBlobStore
    private let digest: Digest
    private let path: String
    private let range: Range<Int64>
    /// Whether all of the blob comes by, so that it can be verified.
    private let isWhole: Bool
    private let state: Mutex<State>

    /// Reads `range` of the open file at `path`, which has `size` bytes.
    init(
        _ digest: Digest,
        _ file: consuming OpenFile,
        _ path: String,
        range: Range<Int64>,
        size: Int64,
        store: FolderBlobStore
    ) throws(SystemError) {
        try file.seek(to: range.lowerBound)
        self.store = store
        self.digest = digest
        self.path = path
        self.range = range
        isWhole = range == 0..<size
        state = Mutex(State(file: file, position: range.lowerBound))
    }

    /// The next piece, or `nil` at the end.
    func next() async throws -> [UInt8]? {
        try await store.blocking { try self.read() }
    }

    private func read() throws -> [UInt8]? {
        try state.withLock { state in
            let wanted = Int(min(range.upperBound - state.position, Int64(Self.pieceSize)))
            guard wanted > 0 else {
                guard !isWhole || state.hasher.finalized() == digest else { throw damaged() }
                return nil
            }
            do {
                let piece = try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                    count = try state.file.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                guard piece.count == wanted else { throw damaged() }
                state.position += Int64(wanted)
                if isWhole { state.hasher.update(piece) }
                return piece
            } catch let error as SystemError {
                throw StoreError(.inputOutput, "\(path) cannot be read: \(error.text).")
            }
        }
    }

    private func damaged() -> StoreError {
        StoreError(
            .corrupt,
            "The blob \(digest) is damaged: the bytes in \(path) are others than were stored.",
            remedy: "Remove that file and run the pipeline again; storing the right bytes heals it."
        )
    }
}
