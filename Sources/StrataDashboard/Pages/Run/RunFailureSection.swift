import StrataAPI
import StrataModel

/// Why a run did not succeed, and what the attempts before ended with.
struct RunFailureSection: Sendable {
    let cause: String
    let message: String?
    let errorType: String?
    let remedy: String?
    let isCanceled: Bool
    /// The way down to the run that failed by itself; empty where this one is it.
    let below: [Below]
    /// The run whose failure was the reason, where it is not below this one.
    let reason: RunReference?

    /// A run below that failed.
    struct Below: Sendable {
        let run: RunReference
        let cause: String?
        let message: String?
        let errorType: String?
        let remedy: String?
        let logAddress: String
    }

    init?(_ data: RunPageData) {
        guard let failure = data.detail.run.failure, data.detail.run.state != .succeeded else { return nil }
        let label = Self.labels(data)
        cause = CauseText.sentence(failure.cause, label: label)
        isCanceled = data.detail.run.state == .canceled
        errorType = failure.errorType
        remedy = failure.remedy
        below = data.failedBelow.enumerated().map { position, failed in
            let isLast = position == data.failedBelow.count - 1
            let run = RunReference(failed.link, in: data.detail.id.pipelineRun)
            let own = isLast ? failed.failure : nil
            return Below(
                run: run,
                cause: own.map { CauseText.sentence($0.cause, label: label) },
                message: own.map { ANSIText.plain($0.message) },
                errorType: own?.errorType,
                remedy: own?.remedy,
                logAddress: run.address + "#failure"
            )
        }
        let text = ANSIText.plain(failure.message)
        // The words of the run below say the same, and stand below.
        message = text == below.last?.message || text.isEmpty ? nil : text
        reason = Self.reason(failure, data)
    }

    private static func reason(_ failure: RunFailure, _ data: RunPageData) -> RunReference? {
        guard data.failedBelow.isEmpty, let index = CauseText.run(failure.cause) else { return nil }
        let detail = data.detail
        let known = (detail.upstream + detail.ancestors).first { $0.index == index }
        let link = known ?? RunLink(index: index, label: "run \(index)", state: .failed)
        return RunReference(link, in: detail.id.pipelineRun)
    }

    /// What to call a run of which only the number is known.
    static func labels(_ data: RunPageData) -> (RunIndex) -> String {
        let links = data.failedBelow.map(\.link) + data.detail.upstream + data.detail.ancestors
        let names = Dictionary(links.map { ($0.index, $0.label) }) { first, _ in first }
        return { index in names[index].map { "\($0) (run \(index))" } ?? "run \(index)" }
    }
}

/// An attempt that failed and was followed by another.
struct RunAttempt: Sendable {
    let number: String
    let ended: MomentText
    let duration: String
    let cause: String
    let message: String?
    let errorType: String?

    init(_ attempt: AttemptRecord, _ data: RunPageData) {
        number = "\(attempt.number)"
        ended = MomentText(attempt.ended, now: data.now)
        duration = attempt.started.map { PageText.duration(from: $0, to: attempt.ended, now: data.now) } ?? "–"
        cause =
            attempt.failure.map { CauseText.sentence($0.cause, label: RunFailureSection.labels(data)) }
            ?? "No cause was recorded."
        message = attempt.failure.map { ANSIText.plain($0.message) }
        errorType = attempt.failure?.errorType
    }
}
