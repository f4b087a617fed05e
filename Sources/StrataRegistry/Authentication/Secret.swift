/// A password or a token: text that no description, dump or error shows.
public struct Secret: Sendable, Hashable {
    private let text: String

    /// Keeps a text from being shown.
    public init(_ text: String) {
        self.text = text
    }

    /// The text itself, for the one place that sends it.
    var revealed: String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always the same word, whatever the text.
    public var description: String { "(secret)" }
    /// Always the same word, whatever the text.
    public var debugDescription: String { description }
    /// Has no children, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
