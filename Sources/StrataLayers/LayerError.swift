/// A layer could not be written, read, cached or understood.
public struct LayerError: Error, Sendable, Hashable {
    /// The kinds of failure that callers tell apart.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The stable name of the kind.
        public let description: String

        /// An entry has a name, a mode, an owner or a link that no layer can have.
        public static let invalidEntry = Code(description: "invalidEntry")
        /// A file was changed while it was read.
        public static let changed = Code(description: "changed")
        /// What was read breaks the rules of its format.
        public static let malformed = Code(description: "malformed")
        /// What was read ends too early.
        public static let truncated = Code(description: "truncated")
        /// What was read is larger than allowed.
        public static let tooLarge = Code(description: "tooLarge")
        /// What was read is of a kind that is not supported.
        public static let unsupported = Code(description: "unsupported")
        /// A file or a shared library is not there.
        public static let notFound = Code(description: "notFound")
        /// What is in the cache is not what was put there.
        public static let damaged = Code(description: "damaged")
        /// Anything else that the system reports.
        public static let inputOutput = Code(description: "inputOutput")
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, and to what.
    public let message: String
    /// What to do next, where there is more to say than the message does.
    public let remedy: String?

    /// Describes a failure.
    public init(_ code: Code, _ message: String, remedy: String? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }
}

extension LayerError: CustomStringConvertible {
    /// The message, and the remedy on a line of its own.
    public var description: String {
        guard let remedy else { return message }
        return "\(message)\n\(remedy)"
    }
}
