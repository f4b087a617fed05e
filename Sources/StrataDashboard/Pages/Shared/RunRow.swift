import StrataAPI
import StrataModel

/// One pipeline run in a list.
struct RunRow: Sendable, Hashable {
    /// A word that leads to the list of what shares it.
    struct Word: Sendable, Hashable {
        /// The word.
        let text: String
        /// The list.
        let href: String
    }

    /// Its identifier.
    let id: String
    /// The first digits of it.
    let short: String
    /// Its page.
    let href: String
    /// Its name.
    let name: String
    /// The root function.
    let function: Word
    /// Its state.
    let state: StateText
    /// When it was created.
    let started: MomentText
    /// How long it took, or takes.
    let duration: String
    /// The microseconds that it has taken so far; `nil` where it is over.
    let elapsed: Int64?
    /// Who started it; `nil` where that is not known.
    let owner: Word?
    /// Its tags.
    let tags: [Word]
    /// Its runs by state.
    let progress: CountBar
    /// Whether someone asked for it to be canceled, and it has not ended.
    let isCanceling: Bool
    /// Why it failed, shortened; `nil` where it did not.
    let reason: String?

    /// Describes a pipeline run, seen from `now`.
    init(_ summary: PipelineRunSummary, now: Timestamp) {
        let run = summary.pipelineRun
        id = run.id.description
        short = run.id.short
        href = PageAddress.pipelineRun(run.id)
        name = run.name.isEmpty ? summary.label : run.name
        function = Word(
            text: summary.label.isEmpty ? run.function : summary.label,
            href: PageAddress.function(run.function)
        )
        state = StateText(run.state)
        started = MomentText(run.createdAt, now: now)
        duration = PageText.duration(from: run.createdAt, to: run.endedAt, now: now)
        elapsed = run.endedAt == nil ? PageText.span(from: run.createdAt, to: now) : nil
        owner = Self.word("user", run.driver.user)
        tags = run.tags.compactMap { Self.word("tag", $0) }
        progress = CountBar(summary.counts)
        isCanceling = summary.cancelRequestedAt != nil && !run.state.isTerminal
        reason = run.failure.map { PageText.shortened($0.message, to: 200) }
    }

    private static func word(_ field: String, _ text: String) -> Word? {
        text.isEmpty ? nil : Word(text: text, href: PageAddress.address("/runs", [(field, text)]))
    }
}
