import GRDB
import StrataEngine
import StrataModel

extension CommitWriter {
    /// Adds a line of a run's log.
    ///
    /// The same line a second time is no error, as a worker may send one again; another line under its number is.
    mutating func add(_ line: LogLine) throws {
        try requireRun(line.run)
        let insert = try SQLStatement(
            database,
            """
            INSERT OR IGNORE INTO log_lines (run, attempt, number, time, level, message)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        )
        insert.bind(RowKey.make(pipeline, line.run), at: 1)
        insert.bind(Int64(line.attempt), at: 2)
        insert.bind(line.number, at: 3)
        insert.bind(line.time.microseconds, at: 4)
        insert.bind(try strings.number(of: line.level), at: 5)
        try insert.bind(line.message, at: 6)
        try insert.run()
        guard database.changesCount == 0, try recorded(line) != line else { return }
        let run = RunID(pipelineRun: id, index: line.run).short
        throw StoreError(
            .conflict,
            "Line \(line.number) of attempt \(line.attempt) of run \(run) is recorded with another text."
        )
    }

    private mutating func recorded(_ line: LogLine) throws -> LogLine? {
        let select = try SQLStatement(
            database,
            "SELECT time, level, message FROM log_lines WHERE run = ? AND attempt = ? AND number = ?"
        )
        select.bind(RowKey.make(pipeline, line.run), at: 1)
        select.bind(Int64(line.attempt), at: 2)
        select.bind(line.number, at: 3)
        return try select.first { row in
            var found = line
            found.time = Timestamp(microseconds: row.integer(0))
            found.level = try strings.text(row.integer(1))
            found.message = row.text(2)
            return found
        }
    }

    /// Adds a value of a metric; several of one name and step are all kept.
    mutating func add(_ point: MetricPoint) throws {
        try requireRun(point.run)
        let insert = try SQLStatement(
            database,
            """
            INSERT INTO metric_points (run, name, step, ordinal, attempt, value, time)
            SELECT ?1, ?2, ?3, coalesce(max(ordinal) + 1, 0), ?4, ?5, ?6
            FROM metric_points WHERE run = ?1 AND name = ?2 AND step = ?3
            """
        )
        insert.bind(RowKey.make(pipeline, point.run), at: 1)
        insert.bind(try strings.number(of: point.name), at: 2)
        insert.bind(point.step, at: 3)
        insert.bind(Int64(point.attempt), at: 4)
        insert.bind(point.value, at: 5)
        insert.bind(point.time.microseconds, at: 6)
        try insert.run()
    }
}
