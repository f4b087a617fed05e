import StrataAPI
import StrataModel

/// What stands at the top of the page of a pipeline run.
struct PipelineRunHeader: Sendable {
    let id: String
    let short: String
    let name: String
    let label: String
    let function: String
    let functionAddress: String
    let state: StateText
    let isRunning: Bool
    let isCanceling: Bool
    let started: MomentText
    let ended: MomentText?
    let duration: String
    /// The microseconds that it has taken so far; `nil` where it is over.
    let elapsed: Int64?
    let user: String
    let userAddress: String
    let host: String
    let runner: String
    let version: String
    let arguments: String?
    let tags: [Tag]
    /// The tags as one text, for the field in which they are edited.
    let tagText: String
    let progress: CountBar
    let compareAddress: String?

    /// A tag, and the list of what carries it.
    struct Tag: Sendable {
        let text: String
        let href: String
    }

    init(_ data: PipelineRunPageData) {
        let run = data.summary.pipelineRun
        id = run.id.description
        short = run.id.short
        name = run.name.isEmpty ? data.summary.label : run.name
        label = data.summary.label.isEmpty ? run.function : data.summary.label
        function = run.function
        functionAddress = PageAddress.function(run.function)
        state = StateText(run.state)
        isRunning = !run.state.isTerminal
        isCanceling = data.summary.cancelRequestedAt != nil && isRunning
        started = MomentText(run.createdAt, now: data.now)
        ended = run.endedAt.map { MomentText($0, now: data.now) }
        duration = PageText.duration(from: run.createdAt, to: run.endedAt, now: data.now)
        elapsed = run.endedAt == nil ? PageText.span(from: run.createdAt, to: data.now) : nil
        user = run.driver.user
        userAddress = PageAddress.address("/runs", [("user", run.driver.user)])
        host = run.driver.host
        runner = run.runner
        version = run.strataVersion
        arguments = run.arguments.isEmpty ? nil : run.arguments.map(Self.quoted).joined(separator: " ")
        tags = run.tags.map { Tag(text: $0, href: PageAddress.address("/runs", [("tag", $0)])) }
        tagText = run.tags.joined(separator: ", ")
        progress = CountBar(data.summary.counts)
        compareAddress = data.hasLastGood ? PageAddress.compare(left: "last-good", right: run.id.description) : nil
    }

    /// An argument as a shell takes it.
    private static func quoted(_ argument: String) -> String {
        let isPlain =
            !argument.isEmpty
            && argument.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-_./:=,@%+".unicodeScalars.contains(scalar)
            }
        return isPlain ? argument : "'" + argument.replacing("'", with: "'\\''") + "'"
    }
}
