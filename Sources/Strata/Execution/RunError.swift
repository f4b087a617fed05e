public import StrataModel

/// A run did not succeed.
///
/// Thrown by an awaited call inside a run, and by a runner for the whole pipeline run; there it is about the run that
/// failed first, and ``ancestors`` leads from it to the root.
public struct RunError: Error, Sendable {
    /// A function that was being executed, with its run.
    public struct Ancestor: Sendable, Hashable {
        /// The run.
        public let run: RunID
        /// The function's stable name.
        public let function: String
    }

    /// The run that did not succeed.
    public let run: RunID
    /// The stable name of its function.
    public let function: String
    /// Where the function stands, as `Module/File.swift:12`.
    public let location: String
    /// What happened, why, and what to do next.
    public let failure: RunFailure
    /// The runs above it, from its parent to the root.
    public let ancestors: [Ancestor]
    /// The error that the function threw, where it was thrown in this process.
    public let underlying: (any Error)?

    /// The error at the bottom of a chain of awaited calls.
    var origin: RunError {
        var origin = self
        while case .nested = origin.failure.cause, let cause = origin.underlying as? RunError { origin = cause }
        return origin
    }
}

extension RunError: CustomStringConvertible {
    /// What happened, where, and the chain of parents, over several lines.
    public var description: String {
        var lines = ["\(function) \(verb): \(failure.message)"]
        lines.append("  at \(location), run \(run.short)")
        for ancestor in ancestors {
            lines.append("  in \(ancestor.function), run \(ancestor.run.short)")
        }
        if let remedy = failure.remedy { lines.append(remedy) }
        return lines.joined(separator: "\n")
    }

    private var verb: String {
        if case .canceled = failure.cause { return "was canceled" }
        return "failed"
    }
}
