#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Changes to the names in a folder.
enum FileNames {
    /// Gives a file another name on the same file system, in place of what has that name.
    static func replace(_ path: String, with newFile: String) throws(SystemError) {
        guard rename(newFile, path) == 0 else { throw SystemError() }
    }

    /// Gives a file another name on the same file system, where nothing has that name.
    ///
    /// - Throws: ``SystemError``; `EEXIST` where something has it.
    static func move(_ path: String, to newPath: String) throws(SystemError) {
        if link(path, newPath) == 0 {
            remove(path)
            return
        }
        let error = SystemError()
        guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.number) else { throw error }
        // A file system without hard links: take the name first, then put the file in its place.
        _ = try OpenFile(creating: newPath)
        try replace(newPath, with: path)
    }

    /// Removes a file; one that is not there, or may not be removed, is left to the next who cleans up.
    static func remove(_ path: String) {
        unlink(path)
    }

    /// Whether anything has this name, a broken symbolic link included.
    static func isTaken(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// The size of the regular file at `path`, or `nil` where there is none.
    static func size(_ path: String) throws(SystemError) -> Int64? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let error = SystemError()
            guard error == .missing else { throw error }
            return nil
        }
        return status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
    }

    /// Seconds since the file at `path` was last written, or `nil` where that cannot be said.
    static func age(_ path: String) -> Int64? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return Int64(time(nil)) - Int64(status.modificationSeconds)
    }

    /// The names in a folder; none where it cannot be read.
    static func list(_ folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

extension stat {
    fileprivate var modificationSeconds: Int {
        #if canImport(Darwin)
        st_mtimespec.tv_sec
        #else
        st_mtim.tv_sec
        #endif
    }
}
