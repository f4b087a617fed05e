/// One thing that is wrong with `strata.yaml`, or with a file that it names.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file, as it is shown to people.
    public var file: String
    /// Where in the file; `nil` when it is about the file as a whole.
    public var position: TextPosition?
    /// What is wrong.
    public var message: String
    /// What to do next.
    public var remedy: String

    /// Describes a problem.
    public init(file: String, position: TextPosition?, message: String, remedy: String) {
        self.file = file
        self.position = position
        self.message = message
        self.remedy = remedy
    }

    /// `file:line:column`, or the file alone.
    public var place: String { position.map { "\(file):\($0)" } ?? file }

    /// `file:line:column: message; remedy`, on one line.
    public var description: String { "\(place): \(message); \(remedy)" }
}
