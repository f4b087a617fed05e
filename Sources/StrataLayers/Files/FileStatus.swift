#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the system says about a file without reading it.
struct FileStatus: Hashable {
    /// The volume.
    let device: UInt64
    /// The file's number on its volume.
    let inode: UInt64
    /// The size in bytes.
    let size: Int64
    /// When the content was changed, in nanoseconds since 1970.
    let modified: Int64
    /// When the content or anything else about the file was changed, in nanoseconds since 1970.
    let changed: Int64
    /// The number of names that the file has.
    let links: UInt64
    /// The file's type and its permissions.
    let mode: UInt32

    /// Looks at what `path` leads to; `nil` where there is nothing.
    init?(of path: String) throws(SystemError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let error = SystemError()
            guard error.number == ENOENT || error.number == ENOTDIR else { throw error }
            return nil
        }
        self.init(status)
    }

    /// Looks at an open file.
    init(of descriptor: Int32) throws(SystemError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError() }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int64(status.st_size)
        links = UInt64(truncatingIfNeeded: status.st_nlink)
        mode = UInt32(truncatingIfNeeded: status.st_mode)
        #if canImport(Darwin)
        modified = Self.nanoseconds(status.st_mtimespec)
        changed = Self.nanoseconds(status.st_ctimespec)
        #else
        modified = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
        #endif
    }

    /// Whether it is a regular file.
    var isRegularFile: Bool {
        mode & UInt32(S_IFMT) == UInt32(S_IFREG)
    }

    /// Whether it is a folder.
    var isFolder: Bool {
        mode & UInt32(S_IFMT) == UInt32(S_IFDIR)
    }

    /// Whether it still is the file that `other` was, with the same content as far as times can tell.
    func isSameContent(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode && size == other.size && modified == other.modified
    }

    static func nanoseconds(_ time: timespec) -> Int64 {
        // Times beyond the year 2262 are all the same to us.
        let (seconds, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : seconds &+ Int64(time.tv_nsec)
    }

    /// The present time of the system, in nanoseconds since 1970.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return nanoseconds(time)
    }
}
