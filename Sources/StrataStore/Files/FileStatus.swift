#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the system says of an open file.
///
/// Here, because where SwiftNIO is linked, too, the members of `stat` belong to one of its modules for the compiler.
package struct FileStatus: Sendable, Hashable {
    /// Whether it is a regular file.
    package let isFile: Bool
    /// Who may do what: the lowest nine bits of its mode.
    package let permissions: UInt32

    /// Looks at an open file; `nil`, with the reason in `errno`, where the system does not say.
    package init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        isFile = status.st_mode & S_IFMT == S_IFREG
        permissions = UInt32(status.st_mode) & 0o777
    }
}
