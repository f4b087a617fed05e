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
    /// With more than 8, reading and digesting, which happen in one thread, take longer than compressing.
    static var threads: Int {
        min(8, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }
}
