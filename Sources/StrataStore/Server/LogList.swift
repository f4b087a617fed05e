import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// Reads pages of logs.
enum LogList {
    /// One page.
    ///
    /// - Throws: ``StoreError`` with code `notFound` for an unknown run, level or cursor.
    static func page(_ query: LogQuery, in database: Database) throws -> LogPage {
        guard let pipeline = try PipelineRunRow.find(query.run.pipelineRun, in: database),
            try isRecorded(RowKey.make(pipeline, query.run.index), in: database)
        else {
            throw StoreError(.notFound, "There is no run \(query.run.short).")
        }
        var query = query
        query.limit = min(max(query.limit, 1), 10_000)
        query.offset = min(max(query.offset, 0), .max / 4)
        let filter = try LogFilter(query, in: database)
        if query.includingDescendants || !filter.isEmpty {
            return try LogScan(database, pipeline, query, filter).page()
        }
        return try NumberedLog(database, RowKey.make(pipeline, query.run.index)).page(query)
    }

    private static func isRecorded(_ run: Int64, in database: Database) throws -> Bool {
        let select = try SQLStatement(database, "SELECT 1 FROM runs WHERE id = ?")
        select.bind(run, at: 1)
        return try select.first { _ in true } ?? false
    }

    /// The columns that ``line(_:_:)`` reads.
    static let columns = "l.run, l.attempt, l.number, l.time, l.level, l.message"

    /// The line in the present row.
    static func line(_ row: SQLStatement, _ strings: inout StringTable) throws -> LogLine {
        LogLine(
            run: RowKey.index(row.integer(0)),
            attempt: try row.small(1),
            number: row.integer(2),
            time: Timestamp(microseconds: row.integer(3)),
            level: try strings.text(row.integer(4)),
            message: row.text(5)
        )
    }

    /// The positions of the lines that are wanted, among `total`.
    ///
    /// - Parameters:
    ///   - query: What is wanted.
    ///   - position: Where the cursor points, if there is one.
    ///   - total: How many lines match.
    /// - Returns: A range within `0..<total`.
    static func range(_ query: LogQuery, cursorAt position: Int?, total: Int) -> Range<Int> {
        if let position {
            let first = min(position, total)
            return first..<min(first + query.limit, total)
        }
        if query.fromEnd {
            let end = max(total - query.offset, 0)
            return max(end - query.limit, 0)..<end
        }
        let first = min(query.offset, total)
        return first..<min(first + query.limit, total)
    }
}
