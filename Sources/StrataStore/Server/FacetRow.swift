import GRDB

/// Reads what lists can be narrowed down by.
enum FacetRow {
    /// Users, tags and root functions, each at most 500.
    static func facets(in database: Database) throws -> Facets {
        let users = try distinct("user", of: "pipeline_runs", limit: 500, in: database)
        let tags = try distinct("tag", of: "pipeline_run_tags", limit: 500, in: database)
        let select = try SQLStatement(
            database,
            "SELECT label FROM pipeline_runs WHERE function = ? ORDER BY created_at DESC, id DESC LIMIT 1"
        )
        var functions: [String: String] = [:]
        for name in try functionNames(limit: 500, in: database) {
            try select.bind(name, at: 1)
            let label = try select.first { $0.text(0) } ?? ""
            functions[name] = label.isEmpty ? name : label
        }
        return Facets(users: users, tags: tags, functions: functions)
    }

    /// The stable names of all root functions, sorted.
    static func functionNames(limit: Int, in database: Database) throws -> [String] {
        try distinct("function", of: "pipeline_runs", limit: limit, in: database)
    }

    /// The different texts in a column that begins an index, sorted.
    ///
    /// One search for each of them instead of a look at every row.
    private static func distinct(
        _ column: String,
        of table: String,
        limit: Int,
        in database: Database
    ) throws -> [String] {
        let select = try SQLStatement(
            database,
            """
            WITH RECURSIVE found (text) AS (
                SELECT min(\(column)) FROM \(table)
                UNION ALL
                SELECT (SELECT min(\(column)) FROM \(table) WHERE \(column) > found.text)
                FROM found WHERE found.text IS NOT NULL
            )
            SELECT text FROM found WHERE text IS NOT NULL LIMIT ?
            """
        )
        select.bind(Int64(limit), at: 1)
        var texts: [String] = []
        try select.forEachRow { texts.append($0.text(0)) }
        return texts
    }
}
