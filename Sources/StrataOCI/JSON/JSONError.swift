/// Bytes that are no JSON, or not the JSON that was expected.
public struct JSONError: Error, Hashable, CustomStringConvertible {
    /// Where, in bytes from the start of the document; `nil` where the text is well-formed.
    public var offset: Int?
    /// What is wrong.
    public var message: String

    init(_ message: String, at offset: Int? = nil) {
        self.message = message
        self.offset = offset
    }

    /// What is wrong, and where.
    public var description: String {
        offset.map { "\(message) at byte \($0)" } ?? message
    }
}
