import GRDB
import StrataEngine
import StrataModel

/// One attempt of one run: what lines of log are numbered within.
struct LogPosition: Hashable {
    let run: RunIndex
    let attempt: Int32
}

/// What is asked of changes that come over the network besides what ``apply(_:)`` asks of all: nobody's numbers may cost
/// those who read them memory, or lead them in circles.
extension CommitWriter {
    /// Checks a change before it is applied.
    mutating func require(_ change: RecordChange) throws {
        switch change {
        case .created(let run): try requireOrder(run)
        case .log: try requireNextLine(change)
        case .function, .transition, .metric, .ended: break
        }
    }

    /// Checks that a line follows those that are there, or is one of them: readers count on numbers without gaps.
    mutating func requireNextLine(_ change: RecordChange) throws {
        guard case .log(let line) = change else { return }
        let position = LogPosition(run: line.run, attempt: line.attempt)
        let next = try nextLines[position] ?? storedLineCount(position)
        guard line.number <= next else {
            throw StoreError(
                .conflict,
                "Line \(line.number) of attempt \(line.attempt) of run \(short(line.run)) cannot be recorded: \(next) comes next."
            )
        }
        nextLines[position] = max(next, line.number &+ 1)
    }

    private func storedLineCount(_ position: LogPosition) throws -> Int64 {
        let select = try SQLStatement(database, "SELECT max(number) + 1 FROM log_lines WHERE run = ? AND attempt = ?")
        select.bind(RowKey.make(pipeline, position.run), at: 1)
        select.bind(Int64(position.attempt), at: 2)
        return try select.first { $0.integer(0) } ?? 0
    }

    /// Checks that a new run's number is near those of the others, and that it was made by an earlier run.
    private mutating func requireOrder(_ run: RunRecord) throws {
        if storedRunCount == nil { storedRunCount = try RunCountRow.total(of: pipeline, in: database) }
        let bound = 2 * ((storedRunCount ?? 0) + runs.count) + 100_000
        guard Int(run.index) < bound else {
            throw StoreError(
                .conflict,
                "Run \(short(run.index)) cannot be recorded: runs are numbered from 0 without large gaps.",
                remedy: "Numbers below \(bound) are accepted now."
            )
        }
        guard let parent = run.parent else { return }
        guard parent >= 0, parent < run.index else {
            throw StoreError(
                .conflict,
                "Run \(short(run.index)) cannot be made by run \(parent): that is no earlier one."
            )
        }
        try requireRun(parent)
    }

    private func short(_ run: RunIndex) -> String {
        RunID(pipelineRun: id, index: run).short
    }
}
