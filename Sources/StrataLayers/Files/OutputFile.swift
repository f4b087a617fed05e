#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file on its way to its name: written under another one beside it, and gone if it never gets there.
struct OutputFile: ~Copyable {
    private let target: String
    private let temporary: String
    private let descriptor: Int32

    /// Begins the file that will be `target`.
    init(_ target: String, mode: UInt32 = 0o644) throws(LayerError) {
        let temporary = "\(target).\(String(UInt64.random(in: .min ... .max), radix: 36)).partial"
        let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
        guard descriptor >= 0 else {
            let error = SystemError()
            guard error == .missing else { throw error.layerError(target, "written") }
            throw LayerError(.notFound, "\(target) cannot be written: its folder is not there.")
        }
        self.target = target
        self.temporary = temporary
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        // After a rename there is nothing left to remove.
        unlink(temporary)
    }

    /// Appends bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(LayerError) {
        var written = 0
        while written < bytes.count {
            let count = Self.systemWrite(descriptor, bytes, written)
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw SystemError().layerError(target, "written")
            }
        }
    }

    /// Appends bytes.
    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Gives the file its name, in place of what has it.
    func commit() throws(LayerError) {
        guard rename(temporary, target) == 0 else { throw SystemError().layerError(target, "written") }
    }

    /// Sets who may do what.
    func setMode(_ mode: UInt32) throws(LayerError) {
        guard fchmod(descriptor, mode_t(mode)) == 0 else { throw SystemError().layerError(target, "written") }
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ from: Int) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, bytes.baseAddress?.advanced(by: from), bytes.count - from)
        #elseif canImport(Musl)
        Musl.write(descriptor, bytes.baseAddress?.advanced(by: from), bytes.count - from)
        #else
        Darwin.write(descriptor, bytes.baseAddress?.advanced(by: from), bytes.count - from)
        #endif
    }
}
