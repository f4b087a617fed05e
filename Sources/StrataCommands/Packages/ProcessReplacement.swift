#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Turns this process into another program.
enum ProcessReplacement {
    /// Executes the program in place of this one: it has this process's identifier, terminal and standard streams, gets
    /// its signals, and gives its exit code.
    ///
    /// Returns only where that fails.
    ///
    /// - Throws: ``CommandFailure`` with the system's reason.
    static func execute(_ path: String, _ arguments: [String]) throws(CommandFailure) -> Never {
        // The pool's threads block signals, and a program inherits the mask of the thread that starts it.
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)

        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        words.append(nil)
        execv(path, &words)
        let reason = String(cString: strerror(errno))
        for word in words { free(word) }
        throw CommandFailure(
            "'\(path)' cannot be started: \(reason).",
            remedy: "See that it is an executable for this machine."
        )
    }
}
