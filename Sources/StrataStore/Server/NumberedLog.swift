import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// All lines of one run, found by their numbers: any page of any log costs the same.
struct NumberedLog {
    /// The lines of one attempt, which have the numbers from `first` on without gaps.
    private struct Segment {
        let attempt: Int64
        let first: Int64
        let count: Int
    }

    private let database: Database
    private let run: Int64
    private let segments: [Segment]
    private let total: Int

    /// Looks at where the attempts of the run with this key begin and end.
    init(_ database: Database, _ run: Int64) throws {
        self.database = database
        self.run = run
        segments = try Self.segments(of: run, in: database)
        total = segments.reduce(0) { $0 + $1.count }
    }

    /// One page.
    func page(_ query: LogQuery) throws -> LogPage {
        let cursor = try query.cursor.map { try PageCursor($0, .lines, count: 2).values }
        let range = LogList.range(query, cursorAt: cursor.map { position(behind: $0[0], $0[1]) }, total: total)
        let lines = try lines(range)
        let last = lines.last.map { [Int64($0.attempt), $0.number] } ?? cursor ?? end(range.lowerBound)
        return LogPage(
            lines: lines,
            next: PageCursor(.lines, last).text,
            offset: range.lowerBound,
            total: total
        )
    }

    private static func segments(of run: Int64, in database: Database) throws -> [Segment] {
        let first = try SQLStatement(
            database,
            "SELECT attempt, number FROM log_lines WHERE run = ? AND attempt > ? ORDER BY attempt, number LIMIT 1"
        )
        let last = try SQLStatement(database, "SELECT max(number) FROM log_lines WHERE run = ? AND attempt = ?")
        var segments: [Segment] = []
        var attempt = Int64.min
        while true {
            first.bind(run, at: 1)
            first.bind(attempt, at: 2)
            guard let start = try first.first({ ($0.integer(0), $0.integer(1)) }) else { return segments }
            attempt = start.0
            last.bind(run, at: 1)
            last.bind(attempt, at: 2)
            let end = try last.first { $0.integer(0) } ?? start.1
            // A row that someone else wrote may have any number; sums of these do not overflow.
            let (length, overflow) = end.subtractingReportingOverflow(start.1)
            let count = overflow ? 1 << 40 : Int(min(length, 1 << 40)) + 1
            segments.append(Segment(attempt: attempt, first: start.1, count: count))
        }
    }

    /// How many lines there are up to this one.
    private func position(behind attempt: Int64, _ number: Int64) -> Int {
        var position = 0
        for segment in segments where segment.attempt <= attempt {
            guard segment.attempt == attempt else {
                position += segment.count
                continue
            }
            guard number >= segment.first else { continue }
            let (length, overflow) = number.subtractingReportingOverflow(segment.first)
            position += overflow || length >= segment.count ? segment.count : Int(length) + 1
        }
        return position
    }

    /// The key of the line before a position; what comes before all lines for 0.
    private func end(_ position: Int) -> [Int64] {
        guard position > 0, let last = segments.last else { return [-1, -1] }
        return [last.attempt, last.first &+ Int64(last.count - 1)]
    }

    private func lines(_ range: Range<Int>) throws -> [LogLine] {
        var strings = StringTable(database)
        let select = try SQLStatement(
            database,
            """
            SELECT \(LogList.columns) FROM log_lines l WHERE l.run = ? AND l.attempt = ? AND l.number >= ?
            ORDER BY l.number LIMIT ?
            """
        )
        var lines: [LogLine] = []
        lines.reserveCapacity(range.count)
        var start = 0
        for segment in segments {
            let part = range.clamped(to: start..<start + segment.count)
            if !part.isEmpty {
                select.bind(run, at: 1)
                select.bind(segment.attempt, at: 2)
                select.bind(segment.first &+ Int64(part.lowerBound - start), at: 3)
                select.bind(Int64(part.count), at: 4)
                try select.forEachRow { lines.append(try LogList.line($0, &strings)) }
            }
            start += segment.count
        }
        return lines
    }
}
