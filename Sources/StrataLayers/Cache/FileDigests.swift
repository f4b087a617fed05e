public import StrataModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The digests of files, remembered so that unchanged files are not read again.
///
/// A file counts as unchanged if its volume, number, size and both of its times are what they were, to the nanosecond,
/// and were at least two seconds old when it was read: a file that is younger could be written to again without any of
/// that changing, so it is read every time (git calls such files racily clean).
///
/// What is remembered is kept in one file. A damaged or missing one means that everything is read again.
public struct FileDigests {
    /// In seconds since 1970; entries are written anew when their last use is this far back.
    static let staleness: Int64 = 24 * 3600
    /// How many files are remembered.
    static let maximalCount = 65536
    private static let raciness: Int64 = 2_000_000_000
    private static let pieceSize = 256 * 1024

    private let path: String
    private let now: () -> Int64
    private var records: [FileDigestRecord.File: FileDigestRecord]
    private var isChanged = false
    /// How many files were read since this value was made.
    package private(set) var filesRead = 0

    /// Opens what was remembered.
    ///
    /// - Parameter path: The file where it is kept; nothing is written before ``save()``.
    public init(file path: String) {
        self.init(file: path, now: FileStatus.now)
    }

    /// Opens what was remembered, with a clock of the caller's own (nanoseconds since 1970).
    package init(file path: String, now: @escaping () -> Int64) {
        self.path = path
        self.now = now
        records = FileDigestRecord.read(from: path)
    }

    /// The digest of a file's content.
    ///
    /// Costs one system call for a file that is remembered.
    ///
    /// - Parameter path: The file.
    /// - Returns: Its digest and its size in bytes.
    /// - Throws: ``LayerError`` with code `notFound` or `inputOutput` where it cannot be read, `changed` where it is written
    ///   to meanwhile.
    public mutating func digest(ofFileAt path: String) throws -> (digest: Digest, size: Int64) {
        let status: FileStatus?
        do throws(SystemError) {
            status = try FileStatus(of: path)
        } catch {
            throw error.layerError(path, "read")
        }
        if let status, status.isRegularFile, var known = records[FileDigestRecord.File(status)], known.describes(status)
        {
            let seconds = now() / 1_000_000_000
            if seconds - known.lastUsed > Self.staleness {
                known.lastUsed = seconds
                records[FileDigestRecord.File(status)] = known
                isChanged = true
            }
            if let digest = known.digest { return (digest, status.size) }
        }
        return try read(path)
    }

    private mutating func read(_ path: String) throws -> (digest: Digest, size: Int64) {
        let start = now()
        let file = try InputFile(path)
        filesRead += 1
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 64)
        defer { buffer.deallocate() }
        var hasher = Digest.Hasher()
        try file.forEachPiece(of: 0..<file.status.size, using: buffer) { hasher.update($0) }
        try file.requireUnchanged()
        let digest = hasher.finalized()
        let status = file.status
        let key = FileDigestRecord.File(status)
        if max(status.modified, status.changed) < start - Self.raciness {
            records[key] = FileDigestRecord(status, digest, lastUsed: start / 1_000_000_000)
            isChanged = true
        } else if records.removeValue(forKey: key) != nil {
            isChanged = true
        }
        return (digest, status.size)
    }

    /// Writes what is remembered, if there is anything new.
    ///
    /// Another process may do the same: what it learned is kept, too.
    ///
    /// - Throws: ``LayerError`` where the file cannot be written.
    public mutating func save() throws {
        guard isChanged else { return }
        try Folder.create(RealPath.folder(of: path))
        let lock = try FileLock.waiting(for: .exclusive, on: path + ".lock")
        defer { withExtendedLifetime(lock) {} }
        // Where both know a file, the later reading is the better one.
        records.merge(FileDigestRecord.read(from: path)) { $0.changed >= $1.changed ? $0 : $1 }
        let kept = records.values.sorted { $0.lastUsed > $1.lastUsed }.prefix(Self.maximalCount)
        let output = try OutputFile(path)
        try output.write(FileDigestRecord.encode(kept))
        try output.commit()
        isChanged = false
    }
}
