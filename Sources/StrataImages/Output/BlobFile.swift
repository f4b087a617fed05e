import FoundationEssentials
import StrataModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that gets its name only when it is whole.
final class BlobFile {
    private let path: String
    private let temporary: String
    private var descriptor: Int32
    /// The bytes written so far.
    private(set) var size: Int64 = 0

    /// Starts a file.
    init(_ path: String) throws {
        self.path = path
        temporary = "\(path).\(UUID().uuidString)"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
    }

    /// Adds bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = writeSome(rest)
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.failure(path)
            }
            size += Int64(count)
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
    }

    /// Adds bytes.
    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Gives the file its name.
    func finish() throws {
        close(descriptor)
        descriptor = -1
        guard rename(temporary, path) == 0 else {
            let error = Self.failure(path)
            unlink(temporary)
            throw error
        }
    }

    /// Whether a file with these bytes is there.
    ///
    /// Cost: its size.
    static func isThere(_ path: String, digest: Digest, size: Int64) throws -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, Int64(status.st_size) == size else { return false }
        return try forEachPiece(of: path) { _ in } == digest
    }

    /// The size of a file in bytes.
    static func size(of path: String) throws -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw OutputError(path: path, problem: "it cannot be read: \(String(cString: strerror(errno)))")
        }
        return Int64(status.st_size)
    }

    /// Copies a file of the cache, and makes sure that its bytes are what they were when it was put there.
    ///
    /// - Throws: ``OutputError`` that says how to mend the cache.
    static func copy(_ source: String, to path: String, digest: Digest) throws {
        let file = try BlobFile(path)
        guard try forEachPiece(of: source, { try file.write($0) }) == digest else {
            throw OutputError(
                path: source,
                problem: "the layer in the cache is damaged",
                remedy: "Run 'strata image cache --verify', which removes it, and try again"
            )
        }
        try file.finish()
    }

    /// Reads a file piece by piece.
    ///
    /// - Returns: The digest of its bytes.
    private static func forEachPiece(
        of path: String,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Digest {
        let input = open(path, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw failure(path) }
        defer { close(input) }
        var hasher = Digest.Hasher()
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let count = read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            guard count > 0 else { return hasher.finalized() }
            try buffer.withUnsafeBytes { bytes in
                let piece = UnsafeRawBufferPointer(rebasing: bytes[..<count])
                hasher.update(piece)
                try body(piece)
            }
        }
    }

    private func writeSome(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
        Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    private static func failure(_ path: String) -> OutputError {
        OutputError(path: path, problem: "it cannot be written: \(String(cString: strerror(errno)))")
    }
}
