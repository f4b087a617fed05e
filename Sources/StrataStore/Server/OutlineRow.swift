import GRDB
import StrataAPI
import StrataModel

/// Reads what a graph shows of runs: two passes over neighbouring rows.
enum OutlineRow {
    /// The runs from `first` on, and the edges that lead to them.
    static func outline(
        of pipeline: Int64,
        from first: RunIndex,
        in database: Database
    ) throws -> (runs: [RunOutline], edges: [RunEdge]) {
        guard let bounds = RowKey.bounds(pipeline, first..<RunIndex.max) else { return ([], []) }
        let total = try RunCountRow.total(of: pipeline, in: database)
        return (
            try runs(bounds, capacity: max(total - Int(max(first, 0)), 0), in: database),
            try edges(bounds, in: database)
        )
    }

    private static func runs(
        _ bounds: (first: Int64, last: Int64),
        capacity: Int,
        in database: Database
    ) throws -> [RunOutline] {
        let select = try SQLStatement(
            database,
            """
            SELECT id, parent, function, state, attempt, is_awaited, created_at, started_after, ended_after
            FROM runs WHERE id BETWEEN ? AND ? ORDER BY id
            """
        )
        select.bind(bounds.first, at: 1)
        select.bind(bounds.last, at: 2)
        var runs: [RunOutline] = []
        runs.reserveCapacity(capacity)
        try select.forEachRow { row in
            let created = row.integer(6)
            runs.append(
                RunOutline(
                    index: RowKey.index(row.integer(0)),
                    parent: try row.optionalSmall(1) ?? -1,
                    function: try row.small(2),
                    state: try StateCode.runState(row.integer(3)),
                    attempt: try row.small(4),
                    isAwaited: row.integer(5) != 0,
                    created: created,
                    started: row.isNull(7) ? 0 : created &+ row.integer(7),
                    ended: row.isNull(8) ? 0 : created &+ row.integer(8)
                )
            )
        }
        return runs
    }

    private static func edges(_ bounds: (first: Int64, last: Int64), in database: Database) throws -> [RunEdge] {
        let select = try SQLStatement(
            database,
            "SELECT run, source, input, path FROM run_dependencies WHERE run BETWEEN ? AND ? ORDER BY run, ordinal"
        )
        select.bind(bounds.first, at: 1)
        select.bind(bounds.last, at: 2)
        var edges: [RunEdge] = []
        try select.forEachRow { row in
            edges.append(
                RunEdge(
                    target: RowKey.index(row.integer(0)),
                    source: RowKey.index(row.integer(1)),
                    input: try row.optionalSmall(2) ?? -1,
                    path: row.isNull(3) ? "" : row.text(3)
                )
            )
        }
        return edges
    }
}
