/// A value could not be serialised, read back, or taken apart.
public struct ArtifactError: Error, Sendable, Hashable {
    /// What happened: which field of which type, and the value's type there.
    public let message: String
    /// What to do next.
    public let remedy: String?

    init(_ message: String, remedy: String? = nil) {
        self.message = message
        self.remedy = remedy
    }
}

extension ArtifactError: CustomStringConvertible {
    /// The message, and the remedy on a line of its own.
    public var description: String {
        guard let remedy else { return message }
        return "\(message)\n\(remedy)"
    }
}
