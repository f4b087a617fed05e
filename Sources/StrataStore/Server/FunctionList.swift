import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// Reads root functions with their latest pipeline runs, and the versions of functions.
enum FunctionList {
    /// A root function and its newest pipeline run, by whose key the list is ordered.
    private struct Entry {
        let name: String
        let createdAt: Int64
        let row: Int64

        var key: [Int64] { [createdAt, row] }
    }

    /// One page, those with the newest pipeline run first.
    ///
    /// - Throws: ``StoreError`` with code `notFound` for a cursor that is none.
    static func page(
        latest: Int,
        limit: Int,
        cursor: String?,
        in database: Database
    ) throws -> Page<FunctionSummary> {
        let limit = min(max(limit, 1), 200)
        var entries = try entries(in: database).sorted { $1.key.lexicographicallyPrecedes($0.key) }
        if let cursor {
            let key = try PageCursor(cursor, .functions, count: 2).values
            entries.removeAll { !$0.key.lexicographicallyPrecedes(key) }
        }
        let items = try entries.prefix(limit).map {
            try summary(of: $0, latest: min(max(latest, 0), 200), in: database)
        }
        let last = entries.count > limit ? entries[limit - 1].key : nil
        return Page(items: items, next: last.map { PageCursor(.functions, $0).text })
    }

    private static func entries(in database: Database) throws -> [Entry] {
        let select = try SQLStatement(
            database,
            "SELECT created_at, id FROM pipeline_runs WHERE function = ? ORDER BY created_at DESC, id DESC LIMIT 1"
        )
        return try FacetRow.functionNames(limit: .max, in: database).compactMap { name in
            try select.bind(name, at: 1)
            return try select.first { Entry(name: name, createdAt: $0.integer(0), row: $0.integer(1)) }
        }
    }

    private static func summary(of entry: Entry, latest: Int, in database: Database) throws -> FunctionSummary {
        let runs = try PipelineRunList.latest(max(latest, 1), ofFunction: entry.name, in: database)
        let counts = try counts(ofFunction: entry.name, in: database)
        let function = try latestVersion(ofFunction: entry.name, in: database)
        return FunctionSummary(
            name: entry.name,
            label: runs.first?.label ?? entry.name,
            documentation: function?.documentation ?? "",
            file: function?.file ?? "",
            line: function?.line ?? 0,
            runCount: counts.values.reduce(0, +),
            succeededCount: counts[.succeeded] ?? 0,
            endedCount: counts.filter(\.key.isTerminal).values.reduce(0, +),
            averageSeconds: try averageSeconds(ofFunction: entry.name, in: database),
            latest: Array(runs.prefix(latest))
        )
    }

    private static func averageSeconds(ofFunction name: String, in database: Database) throws -> Double? {
        let select = try SQLStatement(
            database,
            """
            SELECT avg(ended_at * 1e-6 - created_at * 1e-6) FROM (
                SELECT state, created_at, ended_at FROM pipeline_runs WHERE function = ?
                ORDER BY created_at DESC, id DESC LIMIT 100
            ) WHERE state = \(StateCode.code(PipelineRunState.succeeded))
            """
        )
        try select.bind(name, at: 1)
        return try select.first { $0.isNull(0) ? nil : $0.double(0) } ?? nil
    }

    private static func counts(
        ofFunction name: String,
        in database: Database
    ) throws -> [PipelineRunState: Int] {
        let select = try SQLStatement(
            database,
            "SELECT state, count(*) FROM pipeline_runs WHERE function = ? GROUP BY state"
        )
        try select.bind(name, at: 1)
        var counts: [PipelineRunState: Int] = [:]
        try select.forEachRow { counts[try StateCode.pipelineRunState($0.integer(0))] = Int($0.integer(1)) }
        return counts
    }

    /// The function of the newest root run, where one of the newest few pipeline runs has come so far.
    private static func latestVersion(ofFunction name: String, in database: Database) throws -> FunctionRecord? {
        let select = try SQLStatement(
            database,
            """
            SELECT f.key, f.line, \(FunctionRow.versionColumns)
            FROM (SELECT id FROM pipeline_runs WHERE function = ? ORDER BY created_at DESC, id DESC LIMIT 20) p
            JOIN runs r ON r.id = p.id << 32
            JOIN functions f ON f.pipeline_run = p.id AND f.key = r.function
            JOIN function_versions v ON v.id = f.version
            ORDER BY p.id DESC LIMIT 1
            """
        )
        try select.bind(name, at: 1)
        return try select.first { try FunctionRow.record($0, line: 1, from: 2) }
    }

    /// The versions of a function, the one that was used last first, at most 100.
    static func versions(named name: String, in database: Database) throws -> [FunctionRecord] {
        let select = try SQLStatement(
            database,
            """
            SELECT v.last, (SELECT line FROM functions f WHERE f.version = v.id AND f.pipeline_run = v.last LIMIT 1),
                \(FunctionRow.versionColumns)
            FROM (
                SELECT *, (SELECT max(pipeline_run) FROM functions f WHERE f.version = function_versions.id) AS last
                FROM function_versions WHERE name = ?
            ) v
            ORDER BY v.last DESC, v.id DESC LIMIT 100
            """
        )
        try select.bind(name, at: 1)
        var versions: [FunctionRecord] = []
        try select.forEachRow { versions.append(try FunctionRow.record($0, line: 1, from: 2)) }
        return versions
    }
}
