import GRDB
import StrataEngine
import StrataModel

extension CommitWriter {
    /// Writes each run's row and what belongs to it.
    mutating func write(_ runs: [FoldedRun]) throws {
        let artifacts = try ArtifactWriter(database, pipeline)
        let rows = try RunWriter(database, pipeline)
        for run in runs {
            let record = run.record
            if let stored = run.storedState {
                guard try rows.update(record, from: stored) else {
                    throw StoreError(
                        .illegalTransition,
                        "Run \(runID(record).short) is no longer '\(stored.rawValue)'."
                    )
                }
                if !record.inputs.isEmpty { try artifacts.deleteInputs(of: record.index) }
            } else {
                guard try rows.insert(record) else { throw Self.conflict(runID(record)) }
                try rows.insertDependencies(of: record)
            }
            if let output = record.output { try artifacts.insert(output, ofRun: record.index, &strings) }
            for (position, input) in record.inputs.enumerated() {
                var output: ArtifactReference?
                if let source = input.source { output = try endedOutput(of: source, artifacts) }
                try artifacts.insert(input, at: position, ofRun: record.index, output: output, &strings)
            }
            for attempt in run.failedAttempts { try insert(attempt, of: record.index) }
        }
    }

    /// The reference of the output of a run that has ended, in this batch or before.
    private mutating func endedOutput(of run: RunIndex, _ artifacts: ArtifactWriter) throws -> ArtifactReference? {
        if let record = changed(run) {
            guard record.state.isTerminal else { return nil }
            if let output = record.output { return output.reference }
        }
        return try artifacts.endedOutput(of: run, &strings)
    }

    private func runID(_ record: RunRecord) -> RunID {
        RunID(pipelineRun: id, index: record.index)
    }

    private func insert(_ attempt: FailedAttempt, of run: RunIndex) throws {
        let insert = try SQLStatement(
            database,
            """
            INSERT OR REPLACE INTO run_attempts (run, attempt, started_at, ended_at, failure)
            VALUES (?, ?, ?, ?, ?)
            """
        )
        insert.bind(RowKey.make(pipeline, run), at: 1)
        insert.bind(Int64(attempt.number), at: 2)
        insert.bind(attempt.started?.microseconds, at: 3)
        insert.bind(attempt.ended.microseconds, at: 4)
        try insert.bind(JSONColumn.encode(attempt.failure), at: 5)
        try insert.run()
    }
}
