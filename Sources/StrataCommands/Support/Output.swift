import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes to standard output and standard error, whole and in order.
enum Output {
    /// Writes `text` and a line feed to standard output.
    static func print(_ text: String) throws(CommandFailure) {
        try write(Array((text + "\n").utf8))
    }

    /// Writes `text` and a line feed to standard error.
    ///
    /// There is no place to report a failure to, so none is.
    static func note(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        bytes.withUnsafeBytes { _ = writeAll($0, to: STDERR_FILENO) }
    }

    /// Writes `text` as it is to standard error, for what is drawn there.
    static func raw(_ text: String) {
        Array(text.utf8).withUnsafeBytes { _ = writeAll($0, to: STDERR_FILENO) }
    }

    /// Writes `bytes` as they are to standard output.
    static func write(_ bytes: [UInt8]) throws(CommandFailure) {
        let error = bytes.withUnsafeBytes { writeAll($0, to: STDOUT_FILENO) }
        try check(error)
    }

    /// Writes a piece of a stream as it is to standard output.
    static func write(_ bytes: UnsafeRawBufferPointer) throws(CommandFailure) {
        try check(writeAll(bytes, to: STDOUT_FILENO))
    }

    /// Writes `value` as pretty JSON with sorted keys.
    static func json(_ value: some Encodable) throws {
        try write(JSONOutput.pretty(value) + [UInt8(ascii: "\n")])
    }

    private static func check(_ error: Int32) throws(CommandFailure) {
        guard error != 0 else { return }
        throw CommandFailure("standard output cannot be written: \(String(cString: strerror(error)))")
    }

    /// Writes everything and returns 0, or `errno` of the write that failed.
    private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var rest = bytes
        while !rest.isEmpty {
            #if canImport(Glibc)
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            #elseif canImport(Musl)
            let count = Musl.write(descriptor, rest.baseAddress, rest.count)
            #else
            let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
            #endif
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
        return 0
    }
}
