import StrataAPI
package import StrataModel

/// The page of one run: why it failed, what it was given, which runs made that, what it made, what it logged.
package struct RunPage: DashboardPage {
    package let template = "run"
    package let title: String
    let run: RunHeader
    let isOver: Bool
    let isWatched: Bool
    let hasFailed: Bool
    let failure: RunFailureSection?
    let attempts: [RunAttempt]
    let comparison: RunComparison?
    let output: RunArtifact?
    let noOutput: String?
    /// Whether the output stands before what led to it.
    let isOutputFirst: Bool
    let users: [RunReference]
    let moreUsers: String?
    let inputs: [RunArtifact]
    let noInputs: String?
    let waitsFor: [RunReference]
    let omittedWaits: String?
    let metrics: [RunMetric]
    let function: RunFunction
    let image: RunImageText
    let notes: [RunNote]
    let rerunReason: String
    let present: Int

    /// Makes the page.
    package init(_ data: RunPageData) {
        let detail = data.detail
        let state = detail.run.state
        title = "\(detail.function.label) · \(detail.id.short)"
        run = RunHeader(data)
        isOver = state.isTerminal
        isWatched = !data.pipelineRun.state.isTerminal
        hasFailed = [.failed, .nestedFailed, .canceled].contains(state)
        failure = RunFailureSection(data)
        attempts = detail.attempts.map { RunAttempt($0, data) }
        comparison = RunComparison(data)
        output = RunArtifact.output(detail)
        noOutput = output == nil ? Self.noOutput(state, type: detail.function.resultType) : nil
        isOutputFirst = output != nil
        moreUsers = detail.downstream.count >= 100 ? "There may be more: the graph shows all." : nil
        users = detail.downstream.map { RunReference($0, in: detail.id.pipelineRun) }
        inputs = RunArtifact.inputs(detail)
        noInputs = inputs.isEmpty ? Self.noInputs(detail.function, state) : nil
        let taken = Set(detail.run.inputs.compactMap(\.source))
        waitsFor = detail.upstream.filter { !taken.contains($0.index) }.map {
            RunReference($0, in: detail.id.pipelineRun)
        }
        omittedWaits = detail.omittedUpstreamCount.map {
            "And for \(PageText.count($0, "more run")), which the graph shows."
        }
        metrics = RunMetric.all(data.metrics, attempt: detail.run.attempt)
        function = RunFunction(detail.function)
        image = RunImageText(data)
        notes = data.notes.filter { $0.run == detail.id.index }.map { RunNote($0, now: data.now) }
        rerunReason = "Starting from a single run is not possible yet: run the whole pipeline again."
        present = Int(detail.run.attempt)
    }

    private static func noOutput(_ state: RunState, type: String) -> String {
        switch state {
        case .succeeded, .cached: "The function returns \(type): there is no output."
        case .failed, .nestedFailed, .canceled: "There is no output: the run did not succeed."
        default: "There is no output yet."
        }
    }

    private static func noInputs(_ function: FunctionRecord, _ state: RunState) -> String {
        if function.parameters.isEmpty { return "The function takes no inputs." }
        return state.isTerminal ? "The inputs were never all there." : "The inputs are not all there yet."
    }
}

/// What the page says of the image that a run executed in.
struct RunImageText: Sendable {
    let isThere: Bool
    let words: String
    let tag: String
    let reference: String
    let baseName: String
    let baseDigest: String
    let layers: [Layer]

    struct Layer: Sendable {
        let name: String
        let digest: String
        let shortDigest: String
        let size: String
    }

    init(_ data: RunPageData) {
        let image = data.image
        isThere = image != nil
        let wants = data.detail.function.settings.isStandalone
        let verb =
            switch data.detail.run.state {
            case .created, .scheduled: "Will run"
            case .running, .ran, .retrying: "Runs"
            default: "Ran"
            }
        words =
            "\(verb) inline, in the driver's process, without a container"
            + (wants
                ? ": the runner '\(data.pipelineRun.runner)' has no containers, so the function's own image is not used."
                : ".")
        tag = image?.tag ?? ""
        reference = image?.reference ?? ""
        baseName = image?.baseName ?? ""
        baseDigest = image?.baseDigest.description ?? ""
        layers = (image?.layers ?? []).map { layer in
            Layer(
                name: layer.name,
                digest: layer.digest.description,
                shortDigest: PageText.digest(layer.digest),
                size: PageText.size(layer.size)
            )
        }
    }
}
