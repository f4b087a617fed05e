/// Everything that is wrong with `strata.yaml`, told at once.
public struct ConfigurationErrors: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problems in the order of their places, at least one.
    public let errors: [ConfigurationError]

    /// Sorts problems by their places.
    public init(_ errors: [ConfigurationError]) {
        self.errors = errors.enumerated()
            .sorted { left, right in
                let start = TextPosition(line: 0, column: 0)
                return (left.element.position ?? start, left.offset) < (right.element.position ?? start, right.offset)
            }
            .map(\.element)
    }

    /// One line for each problem.
    public var description: String { errors.map(\.description).joined(separator: "\n") }
}
