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

    /// No such file or folder.
    static let missing = SystemError(ENOENT)

    /// The error in words, met when `path` could not be `done` ("read", "written", …).
    func layerError(_ path: String, _ done: String) -> LayerError {
        switch number {
        case ENOENT: LayerError(.notFound, "There is no file \(path).")
        case EISDIR: LayerError(.inputOutput, "\(path) cannot be \(done): it is no regular file.")
        case ENOTDIR:
            LayerError(
                .inputOutput,
                "\(path) cannot be \(done): a part of that path is a file.",
                remedy: "Move the file away, or name another folder."
            )
        case ENOSPC, EDQUOT:
            LayerError(
                .inputOutput,
                "\(path) cannot be \(done): the disk is full.",
                remedy: "Free some space, or name a folder on another disk."
            )
        case EACCES, EPERM, EROFS:
            LayerError(
                .inputOutput,
                "\(path) cannot be \(done): \(text).",
                remedy: "Change the permissions, or name another place."
            )
        default: LayerError(.inputOutput, "\(path) cannot be \(done): \(text).")
        }
    }

    private var text: String {
        String(cString: strerror(number))
    }
}
