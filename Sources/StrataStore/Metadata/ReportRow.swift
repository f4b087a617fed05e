import GRDB
import StrataModel

/// Reads what runs reported: log lines and metric points.
struct ReportRow {
    private let database: Database
    private let pipeline: Int64
    private var strings: StringTable

    /// Reads reports of the pipeline run in row `pipeline`.
    init(_ database: Database, _ pipeline: Int64) {
        self.database = database
        self.pipeline = pipeline
        strings = StringTable(database)
    }

    /// The lines of a run, and of those below it if wanted, in order of time.
    mutating func lines(of run: RunIndex, includingDescendants: Bool) throws -> [LogLine] {
        let family = includingDescendants ? try descendants(of: run) : [run]
        let select = try SQLStatement(
            database,
            "SELECT run, attempt, number, time, level, message FROM log_lines WHERE run BETWEEN ? AND ?"
        )
        select.bind(RowKey.make(pipeline, run), at: 1)
        select.bind(RowKey.make(pipeline, family.max() ?? run), at: 2)
        var lines: [LogLine] = []
        try select.forEachRow { row in
            let index = RowKey.index(row.integer(0))
            guard family.contains(index) else { return }
            lines.append(
                LogLine(
                    run: index,
                    attempt: try row.small(1),
                    number: row.integer(2),
                    time: Timestamp(microseconds: row.integer(3)),
                    level: try strings.text(row.integer(4)),
                    message: row.text(5)
                )
            )
        }
        return lines.sorted { ($0.time, $0.run, $0.attempt, $0.number) < ($1.time, $1.run, $1.attempt, $1.number) }
    }

    /// The run itself and all below it.
    ///
    /// One pass suffices: a parent's number is lower than its children's.
    private func descendants(of run: RunIndex) throws -> Set<RunIndex> {
        let select = try SQLStatement(database, "SELECT id, parent FROM runs WHERE id BETWEEN ? AND ? ORDER BY id")
        select.bind(RowKey.make(pipeline, run), at: 1)
        select.bind(RowKey.make(pipeline, .max), at: 2)
        var family: Set<RunIndex> = [run]
        try select.forEachRow { row in
            guard let parent = try row.optionalSmall(1), family.contains(parent) else { return }
            family.insert(RowKey.index(row.integer(0)))
        }
        return family
    }

    /// The points that a run reported, in order of name, then step, then as they came.
    mutating func points(of run: RunIndex) throws -> [MetricPoint] {
        let select = try SQLStatement(
            database,
            """
            SELECT s.text, m.step, m.attempt, m.value, m.time FROM metric_points m JOIN strings s ON s.id = m.name
            WHERE m.run = ? ORDER BY s.text, m.step, m.ordinal
            """
        )
        select.bind(RowKey.make(pipeline, run), at: 1)
        var points: [MetricPoint] = []
        try select.forEachRow { row in
            points.append(
                MetricPoint(
                    run: run,
                    attempt: try row.small(2),
                    name: row.text(0),
                    step: row.integer(1),
                    value: row.double(3),
                    time: Timestamp(microseconds: row.integer(4))
                )
            )
        }
        return points
    }
}
