#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads a configuration file from disk.
package enum ConfigurationFile {
    /// A file's bytes, or `nil` when there is no file.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - shown: What errors call it.
    /// - Returns: At most one byte more than a configuration may have.
    /// - Throws: ``ConfigurationErrors`` when there is something that is no readable file.
    package static func read(_ path: String, shown: String) throws(ConfigurationErrors) -> [UInt8]? {
        // Without waiting for writers, if it is a named pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let code = errno
            guard code == ENOENT else { throw unreadable(shown, SystemError.text(code)) }
            try checkAbsence(path, shown)
            return nil
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(shown, SystemError.text(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable(shown, "it is not a regular file") }
        return try bytes(descriptor, shown)
    }

    private static func bytes(_ descriptor: Int32, _ shown: String) throws(ConfigurationErrors) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while bytes.count <= ConfigurationText.limitOfBytes {
            let count = buffer.withUnsafeMutableBytes { SystemCalls.read(descriptor, $0) }
            if count == 0 { break }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw unreadable(shown, SystemError.text(errno))
            }
            bytes += buffer.prefix(count)
        }
        return bytes
    }

    /// Whether there is something that was meant as the file.
    private static func checkAbsence(_ path: String, _ shown: String) throws(ConfigurationErrors) {
        var status = stat()
        if lstat(path, &status) == 0 { throw unreadable(shown, "it is a symbolic link to a file that is not there") }
        let otherName = path.replacingSuffix(".yaml", with: ".yml")
        guard otherName != path, lstat(otherName, &status) == 0 else { return }
        let other = shown.replacingSuffix(".yaml", with: ".yml")
        throw ConfigurationErrors([
            ConfigurationError(
                file: other,
                position: nil,
                message: "a file of this name is not read",
                remedy: "rename it to '\(shown)'"
            )
        ])
    }

    private static func unreadable(_ shown: String, _ reason: String) -> ConfigurationErrors {
        ConfigurationErrors([
            ConfigurationError(
                file: shown,
                position: nil,
                message: "the file cannot be read: \(reason)",
                remedy: "put a readable file there, or remove it to have the built-in base image"
            )
        ])
    }
}

extension String {
    fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
        hasSuffix(suffix) ? dropLast(suffix.count) + other : self
    }
}
