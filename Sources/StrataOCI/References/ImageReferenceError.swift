/// Text that names no image.
public struct ImageReferenceError: Error, Hashable, CustomStringConvertible {
    /// The text.
    public var text: String
    /// What is wrong with it, and what was expected.
    public var problem: String

    init(_ text: String, _ problem: String) {
        self.text = text
        self.problem = problem
    }

    /// The text and what is wrong with it.
    public var description: String {
        "'\(text.prefix(300))' is no image reference: \(problem)"
    }
}
