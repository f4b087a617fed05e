import Foundation
import StrataModel

/// A file on this machine, read in pieces with its digest.
struct LocalFile {
    static let pieceSize = 1 << 20

    let path: String

    /// The digest and the size of the content, in constant memory.
    ///
    /// - Throws: ``ArtifactError`` where the file cannot be read.
    func digest() throws -> (digest: Digest, size: Int64) {
        var hasher = Digest.Hasher()
        var size: Int64 = 0
        try forEachPiece { piece in
            hasher.update(piece)
            size += Int64(piece.count)
        }
        return (hasher.finalized(), size)
    }

    /// Passes the content on, and fails at the end where it is not what it was.
    func read(expecting digest: Digest, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var hasher = Digest.Hasher()
        try forEachPiece { piece in
            hasher.update(piece)
            try body(piece)
        }
        guard hasher.finalized() == digest else { throw changed(digest) }
    }

    /// Copies the content to a new file.
    func copy(expecting digest: Digest, to target: String) throws {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw ArtifactError("'\(target)' is already there", remedy: "Choose another path, or remove it first.")
        }
        let temporary = target + ".strata-\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: temporary, contents: nil),
            let handle = FileHandle(forWritingAtPath: temporary)
        else {
            throw ArtifactError("cannot write '\(target)'", remedy: "Check that its folder exists and may be written.")
        }
        do {
            try read(expecting: digest) { try handle.write(contentsOf: Data($0)) }
            try handle.close()
            try FileManager.default.moveItem(atPath: temporary, toPath: target)
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    private func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try checkKind()
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ArtifactError("cannot read the file '\(path)'", remedy: "Check that it exists and may be read.")
        }
        defer { try? handle.close() }
        do {
            while let piece = try handle.read(upToCount: Self.pieceSize), !piece.isEmpty {
                try piece.withUnsafeBytes(body)
            }
        } catch let error as CocoaError {
            throw ArtifactError("cannot read the file '\(path)': \(error.localizedDescription)")
        }
    }

    /// Refuses pipes and devices, which would be read for ever, before they are opened.
    private func checkKind() throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        throw ArtifactError(
            "'\(path)' is no file",
            remedy: status.st_mode & S_IFMT == S_IFDIR
                ? "For a folder use DirectoryArtifact." : "Copy what it gives to a file first."
        )
    }

    private func changed(_ digest: Digest) -> ArtifactError {
        ArtifactError(
            "the file '\(path)' is not what it was when it became an artifact (\(digest))",
            remedy: "Do not change a file while a pipeline uses it; make the artifact again."
        )
    }
}
