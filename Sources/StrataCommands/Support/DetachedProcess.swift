#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Starts processes that belong to no terminal and outlive this one.
enum DetachedProcess {
    /// Starts a program in a session of its own: nothing to read, its output appended to a file, the root as its folder.
    ///
    /// - Returns: Its process identifier.
    /// - Throws: ``CommandFailure`` with the system's reason.
    static func start(_ program: String, _ arguments: [String], logPath: String) throws(CommandFailure) -> Int32 {
        var actions = FileActions()
        var attributes = Attributes()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, logPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        setSession(&attributes)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let error = posix_spawn(&process, program, &actions, &attributes, words, environ)
        guard error == 0 else {
            throw CommandFailure("'\(program)' cannot be started: \(String(cString: strerror(error))).")
        }
        return process
    }

    /// Whether a process that this one started has ended; then it is forgotten.
    static func hasEnded(_ process: Int32) -> Bool {
        waitpid(process, nil, WNOHANG) != 0
    }

    /// A new session, and no signal blocked or ignored: the threads of Swift's pool block some.
    private static func setSession(_ attributes: inout Attributes) {
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigemptyset(&all)
        for signal in [SIGHUP, SIGINT, SIGTERM, SIGPIPE, SIGQUIT, SIGCHLD] { sigaddset(&all, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, sessionFlag | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    #if canImport(Darwin)
    private typealias FileActions = posix_spawn_file_actions_t?
    private typealias Attributes = posix_spawnattr_t?
    private static let sessionFlag = Int16(POSIX_SPAWN_SETSID | POSIX_SPAWN_CLOEXEC_DEFAULT)
    #else
    private typealias FileActions = posix_spawn_file_actions_t
    private typealias Attributes = posix_spawnattr_t
    // POSIX_SPAWN_SETSID; the C header hides it behind a feature macro.
    private static let sessionFlag: Int16 = 0x80
    #endif
}
