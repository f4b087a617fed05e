/// Text that names no image.
public struct ImageReferenceError: Error, Hashable, CustomStringConvertible {
    /// The text.
    public var text: String
    /// What is wrong with it, and what was expected.
    public var problem: String

    init(_ text: String, _ problem: String) {
        self.text = Self.withoutPassword(text)
        // Problems quote parts of the text.
        self.problem = text.contains("@") && text.contains(":") ? Self.withoutPassword(problem) : problem
    }

    /// The text, with `user:password@` before a host left out: errors end in logs.
    private static func withoutPassword(_ text: String) -> String {
        guard let at = text.firstIndex(of: "@"), !text[at...].hasPrefix("@sha256:") else { return text }
        let before = text[..<at]
        guard let colon = before.firstIndex(of: ":"), !before[..<colon].contains("/") else { return text }
        return "…" + text[at...]
    }

    /// The text and what is wrong with it.
    public var description: String {
        "'\(text.prefix(300))' is no image reference: \(problem)"
    }
}
