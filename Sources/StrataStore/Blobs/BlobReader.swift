import StrataEngine
import StrataModel

/// Reads one blob from the start to the end and verifies it on the way.
///
/// Unchecked: a reader belongs to one call, which asks for the next piece only when it has the last.
final class BlobReader: @unchecked Sendable {
    private let digest: Digest
    private let path: String
    private let file: OpenFile
    private let buffer = PieceBuffer()
    /// The bytes read last, valid until the next call of ``advance()``.
    private(set) var piece = UnsafeRawBufferPointer(start: nil, count: 0)
    private var hasher = Digest.Hasher()

    /// Opens the blob's file.
    ///
    /// - Throws: ``StoreError`` with code `notFound`.
    init(_ digest: Digest, _ path: String) throws(StoreError) {
        self.digest = digest
        self.path = path
        do {
            file = try OpenFile(reading: path)
        } catch .missing {
            throw StoreError(
                .notFound,
                "There is no blob \(digest) in the store (\(path)).",
                remedy: "Run the pipeline again: that makes it anew."
            )
        } catch {
            throw Self.unreadable(path, error)
        }
    }

    /// The size of the blob's file.
    func size() throws(StoreError) -> Int64 {
        do {
            return try file.size()
        } catch {
            throw Self.unreadable(path, error)
        }
    }

    /// Reads the next ``piece``.
    ///
    /// - Returns: Whether there is one; at the end, after all bytes were the right ones, there is none.
    /// - Throws: ``StoreError`` with code `corrupt`.
    func advance() throws(StoreError) -> Bool {
        do {
            piece = try buffer.fill(from: file)
        } catch {
            throw Self.unreadable(path, error)
        }
        guard piece.isEmpty else {
            hasher.update(piece)
            return true
        }
        let found = hasher.finalized()
        guard found == digest else {
            throw StoreError(
                .corrupt,
                "The blob \(digest) is damaged: the bytes in \(path) have the digest \(found).",
                remedy: "Remove that file and run the pipeline again; storing the right bytes heals it."
            )
        }
        return false
    }

    private static func unreadable(_ path: String, _ error: SystemError) -> StoreError {
        StoreError(.inputOutput, "\(path) cannot be read: \(error.text).")
    }
}
