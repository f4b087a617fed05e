import Foundation

/// Lets this process have as many files and connections open, as far as the system allows.
///
/// - Throws: ``TooFewDescriptors`` where it does not.
func raiseDescriptorLimit(to count: Int) throws {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    getrlimit(resource, &limit)
    guard limit.rlim_cur < rlim_t(count) else { return }
    guard limit.rlim_max >= rlim_t(count) else { throw TooFewDescriptors(allowed: Int(limit.rlim_max)) }
    limit.rlim_cur = rlim_t(count)
    guard setrlimit(resource, &limit) == 0 else { throw TooFewDescriptors(allowed: Int(limit.rlim_max)) }
}

/// The system does not allow as many open files as a test needs.
struct TooFewDescriptors: Error, CustomStringConvertible {
    var allowed: Int
    var description: String {
        "this test needs 12,000 open files, and the system allows \(allowed): raise 'ulimit -Hn'"
    }
}
