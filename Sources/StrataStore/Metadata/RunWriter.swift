import GRDB
import StrataModel

/// Writes the rows of runs and of their dependencies.
struct RunWriter {
    private let database: Database
    private let pipeline: Int64
    private let insertRun: SQLStatement
    private let updateRun: SQLStatement
    private let insertDependency: SQLStatement

    /// Prepares the statements for the pipeline run in row `pipeline`.
    init(_ database: Database, _ pipeline: Int64) throws {
        self.database = database
        self.pipeline = pipeline
        insertRun = try SQLStatement(
            database,
            """
            INSERT OR IGNORE INTO runs (id, parent, is_awaited, function, state, attempt, created_at,
                scheduled_after, started_after, ended_after, failure)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        updateRun = try SQLStatement(
            database,
            """
            UPDATE runs SET state = ?, attempt = ?, scheduled_after = ?, started_after = ?, ended_after = ?, failure = ?
            WHERE id = ? AND state = ?
            """
        )
        insertDependency = try SQLStatement(
            database,
            "INSERT INTO run_dependencies (run, ordinal, source, input, path) VALUES (?, ?, ?, ?, ?)"
        )
    }

    /// Adds a run.
    ///
    /// - Returns: Whether it was not there yet.
    func insert(_ run: RunRecord) throws -> Bool {
        insertRun.bind(RowKey.make(pipeline, run.index), at: 1)
        insertRun.bind(run.parent.map(Int64.init), at: 2)
        insertRun.bind(run.isAwaited ? 1 : 0, at: 3)
        insertRun.bind(Int64(run.function), at: 4)
        insertRun.bind(StateCode.code(run.state), at: 5)
        insertRun.bind(Int64(run.attempt), at: 6)
        insertRun.bind(run.times.created.microseconds, at: 7)
        bind(run.times, to: insertRun, from: 8)
        try insertRun.bind(JSONColumn.encode(run.failure), at: 11)
        try insertRun.run()
        return database.changesCount == 1
    }

    /// Moves a stored run on from `state`.
    ///
    /// - Returns: Whether it was in that state.
    func update(_ run: RunRecord, from state: RunState) throws -> Bool {
        updateRun.bind(StateCode.code(run.state), at: 1)
        updateRun.bind(Int64(run.attempt), at: 2)
        bind(run.times, to: updateRun, from: 3)
        try updateRun.bind(JSONColumn.encode(run.failure), at: 6)
        updateRun.bind(RowKey.make(pipeline, run.index), at: 7)
        updateRun.bind(StateCode.code(state), at: 8)
        try updateRun.run()
        return database.changesCount == 1
    }

    /// Adds the edges that lead to a run.
    func insertDependencies(of run: RunRecord) throws {
        for (ordinal, dependency) in run.dependencies.enumerated() {
            insertDependency.bind(RowKey.make(pipeline, run.index), at: 1)
            insertDependency.bind(Int64(ordinal), at: 2)
            insertDependency.bind(RowKey.make(pipeline, dependency.run), at: 3)
            insertDependency.bind(dependency.input.map(Int64.init), at: 4)
            try insertDependency.bind(dependency.path.isEmpty ? nil : dependency.path, at: 5)
            try insertDependency.run()
        }
    }

    /// Binds the times after the first as differences to it.
    ///
    /// Wrapping, so that times that make no sense still come back as they were.
    private func bind(_ times: RunTimes, to statement: SQLStatement, from position: Int32) {
        let created = times.created.microseconds
        statement.bind((times.scheduled?.microseconds).map { $0 &- created }, at: position)
        statement.bind((times.started?.microseconds).map { $0 &- created }, at: position + 1)
        statement.bind((times.ended?.microseconds).map { $0 &- created }, at: position + 2)
    }
}
