/// A name and its text: an environment variable, or a label.
public struct NamedText: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The text as it is written in the file; nothing in it is expanded.
    public var text: Located<String>

    /// Names a text.
    public init(name: String, text: Located<String>) {
        self.name = name
        self.text = text
    }
}
