import ArgumentParser
import StrataEngine

/// A command could not do what it was asked: what is shown to the user, and the exit code.
struct CommandFailure: Error, Hashable, CustomStringConvertible {
    /// What happened, in a sentence or more.
    var message: String
    /// What to do next, where that can be said.
    var remedy: String?
    /// The process's exit code.
    var exitCode: ExitStatus

    /// Describes a failure.
    init(_ message: String, remedy: String? = nil, exitCode: ExitStatus = .failed) {
        self.message = message
        self.remedy = remedy
        self.exitCode = exitCode
    }

    /// The message, and the remedy on a line of its own.
    var description: String {
        guard let remedy else { return message }
        return "\(message)\n\(remedy)"
    }
}

/// What the process's exit code tells scripts.
enum ExitStatus: Int32, Sendable {
    /// It was done.
    case succeeded = 0
    /// It could not be done.
    case failed = 1
    /// The command line is wrong.
    case usage = 2
    /// The user stopped it.
    case interrupted = 130
}
