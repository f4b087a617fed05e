public import StrataModel

/// What someone wrote about a pipeline run, or about one of its runs.
public struct Note: Sendable, Hashable, Codable {
    /// Its identifier: 32 hexadecimal digits that its writer chose, so that sending it again adds nothing.
    public var id: String
    /// The run it is about; `nil` for the pipeline run.
    public var run: RunIndex?
    /// Who wrote it.
    public var author: String
    /// The text, in Markdown, at most 64 KiB.
    public var text: String
    /// When.
    public var createdAt: Timestamp

    /// Describes a note.
    public init(id: String, run: RunIndex?, author: String, text: String, createdAt: Timestamp) {
        self.id = id
        self.run = run
        self.author = author
        self.text = text
        self.createdAt = createdAt
    }
}
