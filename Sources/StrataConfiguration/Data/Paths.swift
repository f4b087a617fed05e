#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Paths in the file system.
enum Paths {
    /// Where a path leads to, through all symbolic links; `nil` when it leads nowhere.
    static func real(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(validatingCString: pointer)
    }

    /// What a symbolic link says; `nil` when it cannot be read, or is not UTF-8.
    static func target(of path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink(path, &buffer, buffer.count - 1)
        guard count >= 0 else { return nil }
        return String(validating: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The names in a folder, in bytewise order; a name that is not UTF-8 is `nil`.
    ///
    /// - Returns: `nil` when the folder cannot be read; `errno` says why.
    static func names(in folder: String) -> [String?]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        guard let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { return [] }
        var names: [String?] = []
        // A record is as long as its name, so its fields are read in place.
        while let entry = readdir(directory) {
            let pointer = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
            let name = String(validatingCString: pointer)
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { ($0 ?? "").utf8.lexicographicallyPrecedes(($1 ?? "").utf8) }
    }

    /// What is at a path itself, not where it leads to.
    static func status(of path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    /// A relative path without `.`, `..` and doubled slashes; `nil` when it leads out.
    static func normalized(_ path: String) -> String? {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.joined(separator: "/")
    }

    /// Whether a path is a folder or in it.
    static func isWithin(_ path: String, _ folder: String) -> Bool {
        path == folder || folder == "/" || path.hasPrefix(folder + "/")
    }
}
