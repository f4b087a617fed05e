import FoundationEssentials

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

    /// Whether a file of this size is there.
    static func isThere(_ path: String, size: Int64) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && Int64(status.st_size) == size
    }

    /// The size of a file in bytes.
    static func size(of path: String) throws -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw OutputError(path: path, problem: "it cannot be read: \(String(cString: strerror(errno)))")
        }
        return Int64(status.st_size)
    }

    /// Copies a file, as a second name for the same bytes where that can be.
    static func copy(_ source: String, to path: String) throws {
        unlink(path)
        if link(source, path) == 0 { return }
        let file = try BlobFile(path)
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw failure(source) }
        defer { close(input) }
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let count = read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(source) }
            if count == 0 { break }
            try buffer.withUnsafeBytes { try file.write(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
        try file.finish()
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
