import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is being sent.
///
/// It is read by plain calls on the thread at hand: a quarter of a mebibyte at a time, most often from the page cache, where
/// handing each read to another thread would cost more than the read.
final class BlobFile: Sendable {
    static let chunk = 256 * 1024

    private let descriptor: Int32
    private let path: String
    private let size: Int64

    /// Opens a file.
    ///
    /// - Throws: ``RegistryError`` where it cannot be read or has another size than expected.
    init(_ path: String, size: Int64, _ action: RegistryAction) throws {
        self.path = path
        self.size = size
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw action.error(.unreadable, "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw action.error(.unreadable, "\(path) is no file")
        }
        guard Int64(status.st_size) == size else {
            throw action.error(
                .unreadable,
                "\(path) has \(status.st_size) bytes, not the \(size) it should have",
                remedy: "It was changed meanwhile; build it again."
            )
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The bytes at an offset, at most ``chunk``; `nil` at the end.
    func read(at offset: Int64, _ action: RegistryAction) throws -> ByteBuffer? {
        let count = Int(min(Int64(Self.chunk), size - offset))
        guard count > 0 else { return nil }
        var buffer = ByteBuffer()
        var got = 0
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { storage in
            repeat {
                got = pread(descriptor, storage.baseAddress, count, off_t(offset))
            } while got < 0 && errno == EINTR
            return max(got, 0)
        }
        guard got > 0 else {
            let reason = got < 0 ? String(cString: strerror(errno)) : "it ends too early"
            throw action.error(.unreadable, "\(path) cannot be read: \(reason)")
        }
        return buffer
    }
}
