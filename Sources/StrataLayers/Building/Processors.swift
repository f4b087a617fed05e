#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The processors of this machine.
enum Processors {
    /// How many threads compress at once, unless the caller says.
    ///
    /// More than 16 would make memory the limit: each has its blocks.
    static var threads: Int {
        min(16, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }
}
