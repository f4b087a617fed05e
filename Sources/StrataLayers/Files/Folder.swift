#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Creates, lists and removes files in folders.
enum Folder {
    /// Creates the folder at `path` and those above it; one that is there already is fine.
    static func create(_ path: String) throws(LayerError) {
        guard mkdir(path, 0o777) != 0 else { return }
        let error = SystemError()
        if error.number == EEXIST, let status = try? FileStatus(of: path), status.isFolder { return }
        let parent = RealPath.folder(of: path)
        guard error == .missing, parent != path, !path.isEmpty else { throw cannotCreate(path, error) }
        try create(parent)
        guard mkdir(path, 0o777) != 0 || errno == EEXIST else { return }
        let second = SystemError()
        guard second.number == EEXIST, let status = try? FileStatus(of: path), status.isFolder else {
            throw cannotCreate(path, second)
        }
    }

    private static func cannotCreate(_ path: String, _ error: SystemError) -> LayerError {
        let isTaken = error.number == EEXIST
        return (isTaken ? SystemError(ENOTDIR) : error).layerError(path, "created")
    }

    /// The names in a folder, sorted.
    static func names(in path: String) throws(LayerError) -> [String] {
        guard let folder = opendir(path) else { throw SystemError().layerError(path, "listed") }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else {
                guard errno == 0 else { throw SystemError().layerError(path, "listed") }
                return names.sorted()
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
    }

    /// Removes a file; one that is not there is fine.
    static func remove(_ path: String) throws(LayerError) {
        guard unlink(path) != 0 else { return }
        let error = SystemError()
        guard error == .missing else { throw error.layerError(path, "removed") }
    }

    /// Gives a file another name, in place of what has it.
    static func rename(_ path: String, to target: String) throws(LayerError) {
        guard systemRename(path, target) == 0 else { throw SystemError().layerError(target, "written") }
    }

    private static func systemRename(_ path: String, _ target: String) -> Int32 {
        #if canImport(Glibc)
        Glibc.rename(path, target)
        #elseif canImport(Musl)
        Musl.rename(path, target)
        #else
        Darwin.rename(path, target)
        #endif
    }

    /// Makes now the time at which a file was changed.
    ///
    /// - Returns: Whether that could be done.
    @discardableResult
    static func touch(_ path: String) -> Bool {
        utimensat(AT_FDCWD, path, nil, 0) == 0
    }
}
