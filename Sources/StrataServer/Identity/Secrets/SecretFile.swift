package import StrataEngine
import StrataStore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The file with the server's secret: `server/secret` in the store's folder, for this user alone.
package struct SecretFile {
    /// Where it is.
    package let path: String
    private let folder: String

    /// The file in this store's folder.
    package init(home: String) {
        folder = home + "/server"
        path = folder + "/secret"
    }

    /// The secret; made where there is none yet.
    ///
    /// Two processes that start at once get the same one.
    ///
    /// - Throws: `StoreError` where it cannot be read or made, has another length, or others can read it and that cannot
    ///   be changed.
    package func open() throws(StoreError) -> ServerSecret {
        if let bytes = try read() { return ServerSecret(bytes: bytes) }
        try make()
        guard let bytes = try read() else { throw failure("is gone again") }
        return ServerSecret(bytes: bytes)
    }

    /// Writes under another name and links: whoever sees the file sees all of it.
    private func make() throws(StoreError) {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw systemFailure("cannot be made") }
        let draft = "\(path).\(getpid()).\(UInt32.random(in: .min ... .max))"
        let descriptor = Self.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw systemFailure("cannot be made") }
        defer {
            close(descriptor)
            unlink(draft)
        }
        let bytes = RandomBytes.make(ServerSecret.length)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw systemFailure("cannot be written")
        }
        if link(draft, path) == 0 || errno == EEXIST { return }
        // A file system without hard links.
        guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(errno), rename(draft, path) == 0 else {
            throw systemFailure("cannot be made")
        }
    }

    private func read() throws(StoreError) -> [UInt8]? {
        let descriptor = Self.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw systemFailure("cannot be read") }
            return nil
        }
        defer { close(descriptor) }
        guard let status = FileStatus(descriptor: descriptor) else { throw systemFailure("cannot be read") }
        guard status.isFile else { throw failure("is no file") }
        if status.permissions & 0o077 != 0, fchmod(descriptor, 0o600) != 0, status.permissions & 0o007 != 0 {
            throw failure("can be read by every user of this machine, and that cannot be changed")
        }
        var bytes = [UInt8](repeating: 0, count: ServerSecret.length + 1)
        let count = Self.fill(&bytes, from: descriptor)
        guard count >= 0 else { throw systemFailure("cannot be read") }
        guard count == ServerSecret.length else { throw failure("does not have \(ServerSecret.length) bytes") }
        return Array(bytes.prefix(ServerSecret.length))
    }

    private static func fill(_ bytes: inout [UInt8], from descriptor: Int32) -> Int {
        bytes.withUnsafeMutableBytes { buffer in
            #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
            Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
        }
    }

    private static func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        #if canImport(Glibc)
        Glibc.open(path, flags, mode)
        #elseif canImport(Musl)
        Musl.open(path, flags, mode)
        #else
        Darwin.open(path, flags, mode)
        #endif
    }

    private func systemFailure(_ what: String) -> StoreError {
        failure("\(what): \(String(cString: strerror(errno)))")
    }

    private func failure(_ what: String) -> StoreError {
        StoreError(
            .inputOutput,
            "The server's secret in \(path) \(what).",
            remedy: "Mend the file, or remove it: a new one is made, and workers' tokens and open sign-in pages end."
        )
    }
}
