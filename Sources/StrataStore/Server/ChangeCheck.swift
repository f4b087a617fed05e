import StrataEngine
import StrataModel

/// Refuses what no driver sends, and what would lead those astray who compute with it later.
///
/// Pure: looks at one change alone.
struct ChangeCheck {
    private let id: PipelineRunID

    /// Checks changes of pipeline run `id`.
    init(_ id: PipelineRunID) {
        self.id = id
    }

    /// Checks a pipeline run that is to be recorded.
    ///
    /// - Throws: ``StoreError`` with code `conflict`, which says what is wrong.
    func check(_ record: PipelineRunRecord) throws {
        try check(record.createdAt, "the creation of pipeline run \(id.short)")
        try check(record.endedAt, "the end of pipeline run \(id.short)")
    }

    /// Checks a change.
    ///
    /// - Throws: ``StoreError`` with code `conflict`, which says what is wrong.
    func check(_ change: RecordChange) throws {
        switch change {
        case .function(let key, let function):
            try require(key >= 0, "the function '\(function.name)' has the key \(key): keys are numbered from 0")
        case .created(let run):
            try check(run)
        case .transition(let transition):
            try check(transition.time, "a step of \(name(transition.index))")
            try check(attempt: transition.attempt, of: transition.index)
            try check(transition.inputs, transition.output, of: transition.index)
        case .log(let line):
            try check(line.time, "a line of \(name(line.run))")
            try check(attempt: line.attempt, of: line.run)
            try require(line.number >= 0, "a line of \(name(line.run)) has the number \(line.number)")
        case .metric(let point):
            try check(point.time, "a point of \(name(point.run))")
            try check(attempt: point.attempt, of: point.run)
        case .ended(_, let time, _):
            try check(time, "the end of pipeline run \(id.short)")
        }
    }

    private func check(_ run: RunRecord) throws {
        let name = name(run.index)
        try require(run.index >= 0, "\(name) has a negative number")
        try check(attempt: run.attempt, of: run.index)
        for time in [run.times.created, run.times.scheduled, run.times.started, run.times.ended] {
            try check(time, name)
        }
        for dependency in run.dependencies {
            let isEarlierOrLater = dependency.run >= 0 && dependency.run != run.index
            try require(isEarlierOrLater, "\(name) waits for run \(dependency.run)")
            try require(dependency.input ?? 0 >= 0, "\(name) has an edge to the input \(dependency.input ?? 0)")
        }
        try check(run.inputs, run.output, of: run.index)
    }

    private func check(_ inputs: [RunInput], _ output: ArtifactRecord?, of run: RunIndex) throws {
        for input in inputs {
            try require(
                input.artifact.reference.size >= 0,
                "the input '\(input.name)' of \(name(run)) has a negative size"
            )
            try require(input.source ?? 0 >= 0, "the input '\(input.name)' of \(name(run)) comes from no run")
        }
        try require(output?.reference.size ?? 0 >= 0, "the output of \(name(run)) has a negative size")
    }

    private func check(attempt: Int32, of run: RunIndex) throws {
        try require(attempt >= 0, "\(name(run)) has an attempt \(attempt): attempts are numbered from 1")
    }

    /// From 1970 until the end of the year 9999: what calendars and differences can bear.
    private func check(_ time: Timestamp?, _ what: @autoclosure () -> String) throws {
        guard let time else { return }
        try require(
            (0..<253_402_300_800_000_000).contains(time.microseconds),
            "\(what()) is at \(time.microseconds) µs: times count from 1970 and end with the year 9999"
        )
    }

    private func require(_ condition: Bool, _ finding: @autoclosure () -> String) throws {
        guard condition else {
            throw StoreError(
                .conflict,
                "Pipeline run \(id.short) cannot be recorded so: \(finding()).",
                remedy: "Correct the program that sent it."
            )
        }
    }

    private func name(_ run: RunIndex) -> String {
        "run \(RunID(pipelineRun: id, index: run).short)"
    }
}
