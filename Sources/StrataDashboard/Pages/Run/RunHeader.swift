import StrataAPI
import StrataModel

/// What stands at the top of the page of a run.
struct RunHeader: Sendable {
    let label: String
    let functionName: String
    let state: StateText
    let crumbs: [Crumb]
    let attempt: String?
    let identifier: String
    let shortIdentifier: String
    let pipelineIdentifier: String
    let pipelineShortIdentifier: String
    let pipelineAddress: String
    let graphAddress: String
    let children: String?
    let moments: [Moment]
    let spans: [Span]

    /// A step of the way from the pipeline run to the run.
    struct Crumb: Sendable {
        let address: String
        let label: String
        let state: StateText
    }

    /// When something happened.
    struct Moment: Sendable {
        let term: String
        let time: MomentText
    }

    /// How long something took.
    struct Span: Sendable {
        let term: String
        let text: String
        /// Microseconds until now, where it goes on.
        let elapsed: String?
    }

    init(_ data: RunPageData) {
        let detail = data.detail
        let id = detail.id
        label = detail.function.label
        functionName = detail.function.name
        state = StateText(detail.run.state)
        crumbs = detail.ancestors.map { link in
            Crumb(
                address: PageAddress.run(RunID(pipelineRun: id.pipelineRun, index: link.index)),
                label: link.label,
                state: StateText(link.state)
            )
        }
        attempt = Self.attempt(detail)
        identifier = id.description
        shortIdentifier = id.short
        pipelineIdentifier = id.pipelineRun.description
        pipelineShortIdentifier = id.pipelineRun.short
        pipelineAddress = PageAddress.pipelineRun(id.pipelineRun)
        graphAddress = pipelineAddress + "?focus=\(id.index)"
        children = detail.childCount > 0 ? PageText.count(detail.childCount, "run") : nil
        moments = Self.moments(detail.run.times, now: data.now)
        spans = Self.spans(detail.run, now: data.now)
    }

    private static func attempt(_ detail: RunDetail) -> String? {
        let allowed = max(1, detail.function.settings.retry?.attempts ?? 1)
        guard detail.run.attempt > 0, allowed > 1 || detail.run.attempt > 1 else { return nil }
        return "attempt \(detail.run.attempt) of \(max(allowed, Int(detail.run.attempt)))"
    }

    private static func moments(_ times: RunTimes, now: Timestamp) -> [Moment] {
        let all: [(String, Timestamp?)] = [
            ("Created", times.created), ("Inputs there", times.scheduled), ("Started", times.started),
            ("Ended", times.ended),
        ]
        return all.compactMap { term, moment in
            moment.map { Moment(term: term, time: MomentText($0, now: now)) }
        }
    }

    private static func spans(_ run: RunRecord, now: Timestamp) -> [Span] {
        let times = run.times
        let isOver = run.state.isTerminal
        func span(_ term: String, _ start: Timestamp?, _ end: Timestamp?) -> Span? {
            // What ended without having come this far has no such time.
            guard let start, let end = end ?? times.ended ?? (isOver ? nil : now) else { return nil }
            let goesOn = end == now && !isOver
            let length = PageText.span(from: start, to: end)
            return Span(
                term: term,
                text: PageText.duration(microseconds: length),
                elapsed: goesOn ? "\(length)" : nil
            )
        }
        return [
            span("Waited for inputs", times.created, times.scheduled),
            span("Queued", times.scheduled, times.started),
            span("Ran", times.started, nil),
        ].compactMap { $0 }
    }
}
