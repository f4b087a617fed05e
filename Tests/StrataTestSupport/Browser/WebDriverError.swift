/// What a browser or its driver refused, or what did not come about in it.
public struct WebDriverError: Error, CustomStringConvertible {
    /// The kind, as the protocol names it: `no such element`, `timeout` and so on.
    public var code: String
    /// What happened.
    public var description: String

    /// Describes a failure.
    public init(code: String = "unknown error", _ description: String) {
        self.code = code
        self.description = "\(code): \(description)"
    }
}
