import GRDB
import StrataEngine
import StrataModel

/// Applies one batch of changes within one transaction.
///
/// Changes of runs are gathered in memory first, and each run is written once, in ``finish()``. Everything else is
/// written as it comes.
struct CommitWriter {
    let database: Database
    let id: PipelineRunID
    /// The pipeline run's row.
    let pipeline: Int64
    var strings: StringTable
    private(set) var runs: [FoldedRun] = []
    private var positions: [RunIndex: Int] = [:]
    private var knownFunctions: Set<FunctionKey> = []
    private var knownRuns: Set<RunIndex> = []
    /// For each run's attempt the number that its next line of log has; kept by ``requireNextLine(_:)``.
    var nextLines: [LogPosition: Int64] = [:]
    /// How many runs there were before this batch, once that was asked for.
    var storedRunCount: Int?

    /// Finds the pipeline run.
    ///
    /// - Throws: ``StoreError`` with code `notFound` where there is none.
    init(_ database: Database, _ id: PipelineRunID) throws {
        let pipeline = try PipelineRunRow.require(id, in: database)
        self.init(database, id, row: pipeline, strings: StringTable(database))
    }

    /// Writes to the pipeline run `id` in row `pipeline`.
    init(_ database: Database, _ id: PipelineRunID, row pipeline: Int64, strings: StringTable) {
        self.database = database
        self.id = id
        self.pipeline = pipeline
        self.strings = strings
    }

    /// Takes in one change.
    mutating func apply(_ change: RecordChange) throws {
        switch change {
        case .function(let key, let function): try add(function, under: key)
        case .created(let run): try add(run)
        case .transition(let transition): try apply(transition)
        case .log(let line): try add(line)
        case .metric(let point): try add(point)
        case .ended(let state, let time, let failure): try end(as: state, at: time, failure)
        }
    }

    /// Writes the runs.
    mutating func finish() throws {
        try write(runs)
    }

    // MARK: Runs

    private mutating func add(_ run: RunRecord) throws {
        guard run.index >= 0 else {
            throw StoreError(.conflict, "A run of \(id.short) has the number \(run.index): runs are numbered from 0.")
        }
        try requireFunction(run.function, of: run.index)
        guard positions.updateValue(runs.count, forKey: run.index) == nil else {
            throw Self.conflict(RunID(pipelineRun: id, index: run.index))
        }
        runs.append(FoldedRun(new: run))
    }

    private mutating func apply(_ transition: RunTransition) throws {
        if let position = positions[transition.index] {
            try runs[position].apply(transition, in: id)
            return
        }
        guard var run = try storedRun(transition.index) else { throw unknownRun(transition.index) }
        try run.apply(transition, in: id)
        positions[transition.index] = runs.count
        runs.append(run)
    }

    /// The run after this batch's changes, or `nil` where there were none.
    func changed(_ index: RunIndex) -> RunRecord? {
        positions[index].map { runs[$0].record }
    }

    private func storedRun(_ index: RunIndex) throws -> FoldedRun? {
        let select = try SQLStatement(
            database,
            "SELECT state, attempt, created_at, scheduled_after, started_after, ended_after, failure FROM runs WHERE id = ?"
        )
        select.bind(RowKey.make(pipeline, index), at: 1)
        return try select.first { row in
            FoldedRun(
                stored: index,
                state: try StateCode.runState(row.integer(0)),
                attempt: try row.small(1),
                times: RunRow.times(row, from: 2),
                failure: try JSONColumn.decode(RunFailure.self, row, 6)
            )
        }
    }

    /// Checks that run `index` was created, in this batch or before.
    mutating func requireRun(_ index: RunIndex) throws {
        guard positions[index] == nil, !knownRuns.contains(index) else { return }
        let select = try SQLStatement(database, "SELECT 1 FROM runs WHERE id = ?")
        select.bind(RowKey.make(pipeline, index), at: 1)
        guard try select.first({ _ in true }) != nil else { throw unknownRun(index) }
        knownRuns.insert(index)
    }

    private func unknownRun(_ index: RunIndex) -> StoreError {
        StoreError(.notFound, "There is no run \(RunID(pipelineRun: id, index: index).short).")
    }

    static func conflict(_ run: RunID) -> StoreError {
        StoreError(
            .conflict,
            "Run \(run.short) is recorded already.",
            remedy: "Another process may be driving this pipeline run; only one may."
        )
    }

    // MARK: Functions

    private mutating func add(_ function: FunctionRecord, under key: FunctionKey) throws {
        try FunctionRow.insert(function, under: key, of: (row: pipeline, id: id), in: database)
        knownFunctions.insert(key)
    }

    private mutating func requireFunction(_ key: FunctionKey, of run: RunIndex) throws {
        guard !knownFunctions.contains(key) else { return }
        let select = try SQLStatement(database, "SELECT 1 FROM functions WHERE pipeline_run = ? AND key = ?")
        select.bind(pipeline, at: 1)
        select.bind(Int64(key), at: 2)
        guard try select.first({ _ in true }) != nil else {
            let run = RunID(pipelineRun: id, index: run).short
            throw StoreError(.notFound, "Run \(run) names the function \(key), which is not recorded.")
        }
        knownFunctions.insert(key)
    }

    // MARK: The pipeline run itself

    private func end(as state: PipelineRunState, at time: Timestamp, _ failure: RunFailure?) throws {
        let update = try SQLStatement(
            database,
            "UPDATE pipeline_runs SET state = ?, ended_at = ?, failure = ? WHERE id = ? AND state = ?"
        )
        update.bind(StateCode.code(state), at: 1)
        update.bind(time.microseconds, at: 2)
        try update.bind(JSONColumn.encode(failure), at: 3)
        update.bind(pipeline, at: 4)
        update.bind(StateCode.code(PipelineRunState.running), at: 5)
        if state.isTerminal {
            try update.run()
            if database.changesCount == 1 { return }
        }
        let reason = state.isTerminal ? "it has ended already" : "that is no end"
        throw StoreError(
            .illegalTransition,
            "Pipeline run \(id.short) cannot end as '\(state.rawValue)': \(reason)."
        )
    }
}
