#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file on its way to its name: written under another one beside it, and gone if it never gets there.
struct NewFile: ~Copyable {
    /// It cannot be written.
    struct Failure: Error {
        /// The system's number of the error.
        var number: Int32
        var path: String

        var words: String {
            number == EEXIST
                ? "\(path) is there already" : "\(path) cannot be written: \(String(cString: strerror(number)))"
        }
    }

    private let path: String
    private let temporary: String
    private let descriptor: Int32

    /// Begins the file at `path`.
    ///
    /// - Throws: ``Failure`` with `EEXIST` where something has the name.
    init(_ path: String) throws(Failure) {
        self.path = path
        temporary = "\(path).\(UInt64.random(in: .min ... .max)).part"
        descriptor = try Self.begin(path, temporary)
    }

    private static func begin(_ path: String, _ temporary: String) throws(Failure) -> Int32 {
        var status = stat()
        guard lstat(path, &status) != 0 else { throw Failure(number: EEXIST, path: path) }
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure(number: errno, path: path) }
        return descriptor
    }

    deinit {
        close(descriptor)
        // After a rename there is nothing left to remove.
        unlink(temporary)
    }

    /// Appends bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            #if canImport(Glibc)
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            #elseif canImport(Musl)
            let count = Musl.write(descriptor, rest.baseAddress, rest.count)
            #else
            let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
            #endif
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(number: errno, path: path) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Makes it durable and gives it its name, unless something has taken that meanwhile.
    func finish() throws(Failure) {
        guard fsync(descriptor) == 0 else { throw Failure(number: errno, path: path) }
        // Unlike a rename, a second name never replaces what has it. Where a file cannot have two, a look has to do.
        if link(temporary, path) == 0 { return }
        let number = errno
        guard number == EPERM || number == ENOTSUP || number == ENOSYS else {
            throw Failure(number: number, path: path)
        }
        var status = stat()
        guard lstat(path, &status) != 0 else { throw Failure(number: EEXIST, path: path) }
        guard rename(temporary, path) == 0 else { throw Failure(number: errno, path: path) }
    }
}
