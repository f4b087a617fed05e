import StrataAPI
import StrataModel

/// A note as the page shows it.
struct PipelineRunNote: Sendable, Hashable {
    let id: String
    let author: String
    let time: MomentText
    /// The text, from Markdown made harmless.
    let html: String
    let run: String?
    let runAddress: String
    let canDelete: Bool

    init(_ note: Note, of pipelineRun: PipelineRunID, canSubmit: Bool, now: Timestamp) {
        id = note.id
        author = note.author.isEmpty ? "someone" : note.author
        time = MomentText(note.createdAt, now: now)
        html = MarkdownRenderer.html(note.text)
        run = note.run.map { "run \($0)" }
        runAddress = PageAddress.run(RunID(pipelineRun: pipelineRun, index: note.run ?? 0))
        canDelete = canSubmit
    }
}
