import StrataEngine

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A system call failed.
struct SystemError: Error, Equatable {
    /// The error number.
    let number: Int32

    /// Takes the error number of the call that just failed.
    init() {
        number = errno
    }

    /// Takes a known error number.
    init(_ number: Int32) {
        self.number = number
    }

    /// The system's words for it.
    var text: String {
        String(cString: strerror(number))
    }

    /// No such file or folder.
    static let missing = SystemError(ENOENT)
    /// A folder, or anything else that is no regular file.
    static let isFolder = SystemError(EISDIR)
    /// Something is there already.
    static let exists = SystemError(EEXIST)

    /// The store's error for this one, met at `path`.
    func storeError(_ path: String) -> StoreError {
        switch number {
        case ENOSPC, EDQUOT, EFBIG: .full(path)
        case EROFS, EACCES, EPERM: .readOnly(path)
        case ENOENT: StoreError(.notFound, "There is no file \(path).")
        case EEXIST:
            StoreError(.conflict, "There is something at \(path) already.", remedy: "Remove it, or name another path.")
        case ENOTDIR:
            StoreError(
                .inputOutput,
                "\(path) cannot be used: a part of it is a file, not a folder.",
                remedy: "Move the file away, or name another folder."
            )
        default: StoreError(.inputOutput, "\(path) failed: \(text).")
        }
    }
}
