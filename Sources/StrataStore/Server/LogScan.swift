import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// Lines of one run that match a filter, or those of a run and all below it in order of time.
///
/// Reads every line once to count them; keeps in memory no more than the keys of a page, and of the lines that are
/// skipped on the way to it from the nearer end.
struct LogScan {
    private let database: Database
    private let query: LogQuery
    private let filter: LogFilter
    /// Which runs, in SQL.
    private let runs: String
    /// By what the lines are ordered.
    private let key: [String]
    private let kind: PageCursor.Kind
    /// The key of the root's rows.
    private let first: Int64

    /// Prepares to read the pipeline run in row `pipeline`.
    init(_ database: Database, _ pipeline: Int64, _ query: LogQuery, _ filter: LogFilter) {
        self.database = database
        self.query = query
        self.filter = filter
        let run = RowKey.make(pipeline, query.run.index)
        let last = RowKey.make(pipeline, .max)
        if !query.includingDescendants {
            runs = "l.run = \(run)"
        } else if query.run.index == 0 {
            runs = "l.run BETWEEN \(run) AND \(last)"
        } else {
            runs = """
                l.run IN (
                    WITH RECURSIVE family (id) AS (
                        SELECT \(run)
                        UNION
                        SELECT r.id FROM family JOIN runs r
                        WHERE r.parent = family.id & 0xFFFFFFFF AND r.id BETWEEN family.id + 1 AND \(last)
                    )
                    SELECT id FROM family
                )
                """
        }
        first = RowKey.make(pipeline, 0)
        key = query.includingDescendants ? ["time", "run", "attempt", "number"] : ["attempt", "number"]
        kind = query.includingDescendants ? .family : .lines
    }

    /// One page.
    func page() throws -> LogPage {
        let cursor = try query.cursor.map { try PageCursor($0, kind, count: key.count).values }
        let (total, position) = try count(behind: cursor)
        let range = LogList.range(query, cursorAt: cursor == nil ? nil : position, total: total)
        let lines = range.isEmpty ? [] : try lines(range, total: total)
        let last = try lines.last.map(values(of:)) ?? cursor ?? end(range.lowerBound, total: total)
        return LogPage(lines: lines, next: PageCursor(kind, last).text, offset: range.lowerBound, total: total)
    }

    private func columns(_ prefix: String, _ order: String = "") -> String {
        key.map { "\(prefix).\($0)\(order)" }.joined(separator: ", ")
    }

    /// How many lines match, and how many of them are not behind the cursor.
    private func count(behind cursor: [Int64]?) throws -> (total: Int, position: Int) {
        let values = (cursor ?? []).map(String.init).joined(separator: ", ")
        let isBefore = cursor == nil ? "0" : "(\(columns("l"))) <= (\(values))"
        let select = try SQLStatement(
            once: database,
            "SELECT count(*), sum(\(isBefore)) FROM log_lines l WHERE \(runs) AND \(filter.sql)"
        )
        try filter.bind(to: select)
        return try select.first { (Int($0.integer(0)), Int($0.integer(1))) } ?? (0, 0)
    }

    private func lines(_ range: Range<Int>, total: Int) throws -> [LogLine] {
        let isFromEnd = range.lowerBound > total / 2
        let order = isFromEnd ? " DESC" : ""
        let skipped = isFromEnd ? total - range.upperBound : range.lowerBound
        let select = try SQLStatement(
            once: database,
            """
            SELECT \(LogList.columns) FROM (
                SELECT l.run, l.attempt, l.number, l.time FROM log_lines l WHERE \(runs) AND \(filter.sql)
                ORDER BY \(columns("l", order)) LIMIT \(range.count) OFFSET \(skipped)
            ) k CROSS JOIN log_lines l ON l.run = k.run AND l.attempt = k.attempt AND l.number = k.number
            ORDER BY \(columns("k"))
            """
        )
        try filter.bind(to: select)
        var strings = StringTable(database)
        var lines: [LogLine] = []
        lines.reserveCapacity(range.count)
        try select.forEachRow { lines.append(try LogList.line($0, &strings)) }
        return lines
    }

    private func values(of line: LogLine) -> [Int64] {
        let number = [Int64(line.attempt), line.number]
        guard query.includingDescendants else { return number }
        return [line.time.microseconds, first | Int64(line.run)] + number
    }

    /// The key of the last line where the page lies behind it; what comes before all lines where there are none.
    private func end(_ position: Int, total: Int) throws -> [Int64] {
        guard position > 0, let last = try lines(total - 1..<total, total: total).last else {
            return Array(repeating: .min, count: key.count)
        }
        return values(of: last)
    }
}
