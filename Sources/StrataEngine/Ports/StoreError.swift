public import StrataModel

/// A store could not do what it was asked.
public struct StoreError: Error, Sendable {
    /// The kinds of failure that callers tell apart.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The stable name of the kind.
        public let description: String

        /// No such pipeline run, run, function or blob.
        public static let notFound = Code(description: "notFound")
        /// What should be new is already there.
        public static let conflict = Code(description: "conflict")
        /// A run may not go from the recorded state to the one asked for.
        public static let illegalTransition = Code(description: "illegalTransition")
        /// What was read is not what was written.
        public static let corrupt = Code(description: "corrupt")
        /// No space is left.
        public static let full = Code(description: "full")
        /// The folder or file may not be written.
        public static let readOnly = Code(description: "readOnly")
        /// The store was written by a newer version of Strata.
        public static let newerVersion = Code(description: "newerVersion")
        /// The store cannot be reached; what was asked may have been done.
        public static let unavailable = Code(description: "unavailable")
        /// Whoever asks may not.
        public static let forbidden = Code(description: "forbidden")
        /// Anything else the medium reports.
        public static let inputOutput = Code(description: "inputOutput")
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, and to what.
    public let message: String
    /// What to do next.
    public let remedy: String?
    /// The state in which a run is recorded, where a transition was refused.
    public let presentState: RunState?
    /// The number that the next batch of changes must have, where one was refused because of its number.
    public let nextBatch: Int64?

    /// Describes a failure.
    public init(
        _ code: Code,
        _ message: String,
        remedy: String? = nil,
        presentState: RunState? = nil,
        nextBatch: Int64? = nil
    ) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.presentState = presentState
        self.nextBatch = nextBatch
    }
}

extension StoreError: CustomStringConvertible {
    /// The message, and the remedy on a line of its own.
    public var description: String {
        guard let remedy else { return message }
        return "\(message)\n\(remedy)"
    }
}
