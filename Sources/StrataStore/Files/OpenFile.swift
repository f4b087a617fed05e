#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An open file, closed when it goes.
///
/// Errors are plain ``SystemError``s: only the caller knows whose file it is.
struct OpenFile: ~Copyable {
    private let descriptor: Int32

    /// Opens a regular file for reading.
    ///
    /// - Throws: ``SystemError``; `EISDIR` for anything that is no regular file.
    init(reading path: String) throws(SystemError) {
        // Non-blocking, since the path may name a pipe.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SystemError() }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(EISDIR) }
    }

    /// Creates a file that must not be there yet.
    init(creating path: String, mode: mode_t = 0o666) throws(SystemError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw SystemError() }
    }

    /// Opens a file for reading and writing, and creates it where it is missing.
    init(sharing path: String, mode: mode_t = 0o666) throws(SystemError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, mode)
        guard descriptor >= 0 else { throw SystemError() }
    }

    deinit {
        _ = close(descriptor)
    }

    /// The size in bytes.
    func size() throws(SystemError) -> Int64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError() }
        return Int64(status.st_size)
    }

    /// Fills `buffer` from the present position, as far as there are bytes.
    ///
    /// - Returns: The number of bytes read; less than the buffer takes only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = Self.systemRead(descriptor, buffer, filled)
            if count == 0 { break }
            if count > 0 {
                filled += count
            } else if errno != EINTR {
                throw SystemError()
            }
        }
        return filled
    }

    private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, _ from: Int) -> Int {
        #if canImport(Glibc)
        Glibc.read(descriptor, buffer.baseAddress?.advanced(by: from), buffer.count - from)
        #elseif canImport(Musl)
        Musl.read(descriptor, buffer.baseAddress?.advanced(by: from), buffer.count - from)
        #else
        Darwin.read(descriptor, buffer.baseAddress?.advanced(by: from), buffer.count - from)
        #endif
    }

    /// Writes all of `bytes` at the present position.
    func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let count = Self.systemWrite(descriptor, bytes, written)
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw SystemError()
            }
        }
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ from: Int) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, bytes.baseAddress?.advanced(by: from), bytes.count - from)
        #elseif canImport(Musl)
        Musl.write(descriptor, bytes.baseAddress?.advanced(by: from), bytes.count - from)
        #else
        Darwin.write(descriptor, bytes.baseAddress?.advanced(by: from), bytes.count - from)
        #endif
    }

    /// Moves the present position to the start.
    func rewind() throws(SystemError) {
        try seek(to: 0)
    }

    /// Moves the present position to so many bytes from the start.
    func seek(to offset: Int64) throws(SystemError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset) else { throw SystemError() }
    }

    /// Cuts or extends the file.
    func setSize(_ size: Int64) throws(SystemError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw SystemError() }
    }

    /// Takes the file's lock for this open file, unless another one has it.
    ///
    /// - Returns: Whether it was free; `true` also where the file system has no locks.
    func lock() throws(SystemError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: return false
            case ENOSYS, ENOTSUP, EOPNOTSUPP, ENOLCK: return true
            default: throw SystemError()
            }
        }
        return true
    }

    /// Makes the content durable.
    func sync() throws(SystemError) {
        guard fsync(descriptor) == 0 else { throw SystemError() }
    }

    /// Sets who may do what.
    func setMode(_ mode: mode_t) throws(SystemError) {
        guard fchmod(descriptor, mode) == 0 else { throw SystemError() }
    }
}
