import Testing

/// One wrong use of a macro.
struct Misuse: Sendable, CustomTestStringConvertible {
    let source: String
    let messages: [String]
    /// The source text that each message marks.
    let marked: [String]
    /// The source after the fix-its, where there are any.
    let fixed: String?
    /// Whether other things stay wrong that no tool can put right.
    let fixIsPartial: Bool

    init(
        _ source: String,
        marks marked: String,
        _ message: String,
        fixed: String? = nil,
        fixIsPartial: Bool = false
    ) {
        self.source = source
        self.messages = [message]
        self.marked = [marked]
        self.fixed = fixed
        self.fixIsPartial = fixIsPartial
    }

    var testDescription: String { source }

    static let all = placement + effects + parameters + arguments + references
}
