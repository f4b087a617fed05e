#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Paths without symbolic links.
enum RealPath {
    /// Where `path` leads to.
    ///
    /// - Throws: ``LayerError``, which names the file that needs it.
    static func of(_ path: String, neededBy user: String? = nil) throws(LayerError) -> String {
        guard let real = realpath(path, nil) else {
            let error = SystemError()
            guard error == .missing, let user else { throw error.layerError(path, "read") }
            throw LayerError(
                .notFound,
                "\(user) names the loader \(path), which is not there.",
                remedy: "Install the C library that it was built for, or build it here."
            )
        }
        defer { free(real) }
        return String(cString: real)
    }

    /// The folder that holds the file at an absolute `path`.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
