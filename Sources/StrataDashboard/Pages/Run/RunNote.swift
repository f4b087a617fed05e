import StrataAPI
import StrataModel

/// A note as the page shows it.
struct RunNote: Sendable {
    let id: String
    let author: String
    let time: MomentText
    /// HTML of its text.
    let textHTML: String

    init(_ note: Note, now: Timestamp) {
        id = note.id
        author = note.author.isEmpty ? "someone" : note.author
        time = MomentText(note.createdAt, now: now)
        textHTML = MarkdownRenderer.html(note.text, topHeading: 3)
    }
}
