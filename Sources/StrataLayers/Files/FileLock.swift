#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A lock on a file that other processes see, held until the value goes, or its process does.
final class FileLock: Sendable {
    /// How a lock is taken.
    enum Kind {
        /// Together with others who share it.
        case shared
        /// Alone.
        case exclusive
    }

    private let descriptor: Int32

    /// Creates the file if it is not there, and waits for its lock.
    static func waiting(for kind: Kind, on path: String) throws(LayerError) -> FileLock {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw SystemError().layerError(path, "locked") }
        let lock = FileLock(descriptor)
        while flock(descriptor, kind == .shared ? LOCK_SH : LOCK_EX) != 0 {
            guard errno == EINTR else { throw SystemError().layerError(path, "locked") }
        }
        return lock
    }

    /// Takes the lock of a file that is there, if that needs no waiting.
    ///
    /// - Returns: `nil` where the file is not there or somebody has its lock.
    static func trying(_ kind: Kind, on path: String) throws(LayerError) -> FileLock? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let error = SystemError()
            guard error == .missing else { throw error.layerError(path, "locked") }
            return nil
        }
        let lock = FileLock(descriptor)
        while flock(descriptor, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: return nil
            default: throw SystemError().layerError(path, "locked")
            }
        }
        return lock
    }

    /// The locked file, as it is now.
    func status() throws(SystemError) -> FileStatus {
        try FileStatus(of: descriptor)
    }

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        // Closing lets go of the lock.
        close(descriptor)
    }
}
