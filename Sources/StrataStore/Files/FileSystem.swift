import StrataEngine

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the stores need of folders and volumes, with errors in words.
enum FileSystem {
    /// Creates the folder at `path` and those above it; one that is there already is fine.
    static func createFolder(_ path: String) throws(StoreError) {
        if isFolder(path) { return }
        if mkdir(path, 0o777) == 0 {
            try syncFolder(FilePath.parent(of: path))
            return
        }
        let error = SystemError()
        switch error {
        case .missing where FilePath.parent(of: path) != path:
            try createFolder(FilePath.parent(of: path))
            guard mkdir(path, 0o777) != 0 else { return }
            let second = SystemError()
            // Another process may have been quicker.
            guard second == .exists, isFolder(path) else { throw cannotCreate(path, second) }
        case .exists where isFolder(path):
            return
        default:
            throw cannotCreate(path, error)
        }
    }

    private static func cannotCreate(_ path: String, _ error: SystemError) -> StoreError {
        switch error.number {
        case EEXIST, ENOTDIR: SystemError(ENOTDIR).storeError(path)
        case ENOENT:
            StoreError(
                .readOnly,
                "The folder \(path) cannot be created there.",
                remedy: "Set STRATA_HOME to a folder that can be written."
            )
        default: error.storeError(path)
        }
    }

    /// Whether there is a folder at `path`.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether there is something at `path` that is not an empty file.
    static func hasContent(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size > 0
    }

    /// Makes the names in a folder durable.
    static func syncFolder(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError().storeError(path) }
        defer { close(descriptor) }
        // Some network file systems cannot do it, and have no need to.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw SystemError().storeError(path) }
    }

    /// Whether this process may write what is at `path`; also `true` where nothing is there.
    static func isWritable(_ path: String) -> Bool {
        access(path, W_OK) == 0 || (errno != EROFS && errno != EACCES)
    }

    /// The bytes that are free for this user on the volume of `path`, or `nil` where the system does not say.
    static func freeSpace(_ path: String) -> Int64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0, status.f_blocks > 0 else { return nil }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return overflow ? .max : Int64(clamping: bytes)
    }

    /// Whether less is free on the volume of `path` than a database needs to open.
    static func isAlmostFull(_ path: String) -> Bool {
        guard let free = freeSpace(path) else { return false }
        return free < 256 * 1024
    }

    /// Waits, with the thread.
    static func pause(milliseconds: UInt32) {
        usleep(milliseconds * 1000)
    }

    /// Runs `body` while no other process, nor another call in this one, does so for the same folder.
    ///
    /// Waits for at most half a minute. File systems without locks go without.
    static func withLock<Value>(onFolder path: String, _ body: () throws -> Value) throws -> Value {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError().storeError(path) }
        defer { close(descriptor) }
        var attempts = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR {
            attempts += 1
            guard attempts < 6000 else {
                throw StoreError(
                    .inputOutput,
                    "Another process has been opening the store in \(path) for half a minute.",
                    remedy: "Try again; 'fuser \(path)' names the processes that use it."
                )
            }
            usleep(5000)
        }
        return try body()
    }
}
