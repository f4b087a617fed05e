#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Calls of the C library that a method of the same name would hide.
enum SystemCalls {
    static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
        Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #else
        Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }
}

/// What the system says about a failure.
enum SystemError {
    static func text(_ code: Int32) -> String {
        // Of numbers that the system knows it gives constant text, which other threads do not change.
        strerror(code).map { String(cString: $0).lowercased() } ?? "error \(code)"
    }
}
