import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// Reads pages of pipeline runs.
enum PipelineRunList {
    private static let columns = PipelineRunRow.columns + ", p.label, p.cancel_requested_at, p.is_remote"

    /// One pipeline run as lists show it.
    static func summary(of id: PipelineRunID, in database: Database) throws -> PipelineRunSummary? {
        let select = try SQLStatement(database, "SELECT \(columns) FROM pipeline_runs p WHERE p.uuid = ?")
        try select.bind(id.bytes, at: 1)
        return try summaries(select, in: database).first?.summary
    }

    /// The latest pipeline runs of a function, the newest first.
    static func latest(_ limit: Int, ofFunction name: String, in database: Database) throws -> [PipelineRunSummary] {
        let select = try SQLStatement(
            database,
            """
            SELECT \(columns) FROM pipeline_runs p WHERE p.function = ?
            ORDER BY p.created_at DESC, p.id DESC LIMIT ?
            """
        )
        try select.bind(name, at: 1)
        select.bind(Int64(limit), at: 2)
        return try summaries(select, in: database).map(\.summary)
    }

    /// One page of those that match.
    static func page(_ query: PipelineRunQuery, in database: Database) throws -> Page<PipelineRunSummary> {
        let limit = min(max(query.limit, 1), 200)
        var conditions = PipelineRunConditions()
        try conditions.add(query)
        let select = try SQLStatement(
            once: database,
            """
            SELECT \(columns) FROM pipeline_runs p WHERE \(conditions.sql)
            ORDER BY p.created_at DESC, p.id DESC LIMIT \(limit + 1)
            """
        )
        try conditions.bind(to: select)
        var found = try summaries(select, in: database)
        guard found.count > limit else { return Page(items: found.map(\.summary)) }
        found.removeLast()
        let last = found.last.map { [$0.summary.pipelineRun.createdAt.microseconds, $0.row] }
        return Page(items: found.map(\.summary), next: last.map { PageCursor(.pipelineRuns, $0).text })
    }

    private static func summaries(
        _ select: SQLStatement,
        in database: Database
    ) throws -> [(row: Int64, summary: PipelineRunSummary)] {
        var found: [(row: Int64, summary: PipelineRunSummary)] = []
        try select.forEachRow { row in
            var record = try PipelineRunRow.record(row)
            record.tags = try PipelineRunRow.tags(of: row.integer(0), in: database)
            let label = row.text(15)
            found.append(
                (
                    row.integer(0),
                    PipelineRunSummary(
                        pipelineRun: record,
                        label: label.isEmpty ? record.name : label,
                        counts: try RunCountRow.counts(of: row.integer(0), in: database),
                        cancelRequestedAt: row.optionalInteger(16).map(Timestamp.init(microseconds:)),
                        isRemote: row.integer(17) != 0
                    )
                )
            )
        }
        return found
    }
}
