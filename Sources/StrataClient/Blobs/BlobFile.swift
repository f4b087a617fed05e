import NIOCore
import StrataModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is read from its beginning to its end, perhaps more than once.
///
/// By plain calls on the thread at hand: a quarter of a mebibyte at a time, most often from the page cache, where handing
/// each read to another thread would cost more than the read.
final class BlobFile: Sendable {
    /// A file cannot be read.
    struct Failure: Error {
        /// The system's number of the error; 0 for what is no file.
        var number: Int32
        var path: String

        var words: String {
            switch number {
            case 0: "\(path) is no file"
            case ENOENT: "there is no file \(path)"
            default: "\(path) cannot be read: \(String(cString: strerror(number)))"
            }
        }
    }

    private static let chunk = 256 * 1024

    /// How many bytes it had when it was opened.
    let size: Int64
    private let path: String
    private let descriptor: Int32

    /// Opens a file.
    init(_ path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(number: errno, path: path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Failure(number: 0, path: path)
        }
        self.path = path
        self.descriptor = descriptor
        size = Int64(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// The bytes at an offset; `nil` at the end.
    func read(at offset: Int64) throws(Failure) -> ByteBuffer? {
        var buffer = ByteBuffer()
        var got = 0
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.chunk) { storage in
            repeat {
                got = pread(descriptor, storage.baseAddress, Self.chunk, off_t(offset))
            } while got < 0 && errno == EINTR
            return max(got, 0)
        }
        guard got >= 0 else { throw Failure(number: errno, path: path) }
        return got == 0 ? nil : buffer
    }

    /// The digest and size of what is in it now.
    func digest() throws(Failure) -> (digest: Digest, size: Int64) {
        var hasher = Digest.Hasher()
        var offset: Int64 = 0
        while let buffer = try read(at: offset) {
            buffer.withUnsafeReadableBytes { hasher.update($0) }
            offset += Int64(buffer.readableBytes)
        }
        return (hasher.finalized(), offset)
    }

    /// The bytes of the file, exactly `length` of them, from the beginning each time.
    struct Chunks: AsyncSequence, Sendable {
        let file: BlobFile
        let length: Int64

        func makeAsyncIterator() -> Iterator { Iterator(file: file, length: length) }

        struct Iterator: AsyncIteratorProtocol {
            let file: BlobFile
            let length: Int64
            var offset: Int64 = 0

            mutating func next() async throws -> ByteBuffer? {
                guard offset < length else { return nil }
                guard var buffer = try file.read(at: offset) else {
                    throw ClientError(.file, "\(file.path) became shorter while it was sent.")
                }
                // A file that grows is sent as far as its digest was taken.
                if Int64(buffer.readableBytes) > length - offset {
                    buffer = buffer.getSlice(at: buffer.readerIndex, length: Int(length - offset)) ?? ByteBuffer()
                }
                offset += Int64(buffer.readableBytes)
                return buffer
            }
        }
    }
}
