import GRDB
import StrataEngine
import StrataModel

/// Reads and writes the rows of pipeline runs.
enum PipelineRunRow {
    /// The columns that ``record(_:)`` reads, from the first on.
    static let columns = """
        p.id, p.uuid, p.name, p.function, p.state, p.runner, p.user, p.host, p.process_id, p.process_start,
        p.arguments, p.strata_version, p.created_at, p.ended_at, p.failure
        """

    /// The row number of a pipeline run, or `nil`.
    static func find(_ id: PipelineRunID, in database: Database) throws -> Int64? {
        let select = try SQLStatement(database, "SELECT id FROM pipeline_runs WHERE uuid = ?")
        try select.bind(id.bytes, at: 1)
        return try select.first { $0.integer(0) }
    }

    /// The row number of a pipeline run.
    ///
    /// - Throws: ``StoreError`` with code `notFound`.
    static func require(_ id: PipelineRunID, in database: Database) throws -> Int64 {
        guard let row = try find(id, in: database) else {
            throw StoreError(
                .notFound,
                "There is no pipeline run \(id).",
                remedy: "It may be recorded in another store: look at STRATA_HOME."
            )
        }
        return row
    }

    /// Adds a pipeline run and its tags.
    static func insert(_ record: PipelineRunRecord, in database: Database) throws {
        guard try find(record.id, in: database) == nil else {
            throw StoreError(.conflict, "Pipeline run \(record.id.short) is recorded already.")
        }
        let insert = try SQLStatement(
            database,
            """
            INSERT INTO pipeline_runs (uuid, name, function, state, runner, user, host, process_id, process_start,
                arguments, strata_version, created_at, ended_at, failure)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        try insert.bind(record.id.bytes, at: 1)
        try insert.bind(record.name, at: 2)
        try insert.bind(record.function, at: 3)
        insert.bind(StateCode.code(record.state), at: 4)
        try insert.bind(record.runner, at: 5)
        try insert.bind(record.driver.user, at: 6)
        try insert.bind(record.driver.host, at: 7)
        insert.bind(Int64(record.driver.processID), at: 8)
        insert.bind(Int64(bitPattern: record.driver.processStart), at: 9)
        try insert.bind(JSONColumn.text(record.arguments), at: 10)
        try insert.bind(record.strataVersion, at: 11)
        insert.bind(record.createdAt.microseconds, at: 12)
        insert.bind(record.endedAt?.microseconds, at: 13)
        try insert.bind(JSONColumn.encode(record.failure), at: 14)
        try insert.run()
        try insertTags(record.tags, of: database.lastInsertedRowID, in: database)
    }

    /// Adds the tags of a pipeline run that has none.
    static func insertTags(_ tags: [String], of pipeline: Int64, in database: Database) throws {
        let insert = try SQLStatement(
            database,
            "INSERT INTO pipeline_run_tags (pipeline_run, position, tag) VALUES (?, ?, ?)"
        )
        for (position, tag) in tags.enumerated() {
            insert.bind(pipeline, at: 1)
            insert.bind(Int64(position), at: 2)
            try insert.bind(tag, at: 3)
            try insert.run()
        }
    }

    /// The pipeline run with this identifier.
    static func read(_ id: PipelineRunID, in database: Database) throws -> PipelineRunRecord? {
        let select = try SQLStatement(database, "SELECT \(columns) FROM pipeline_runs p WHERE p.uuid = ?")
        try select.bind(id.bytes, at: 1)
        return try records(select, in: database).first
    }

    /// The pipeline runs that match, the newest first.
    static func read(_ filter: PipelineRunFilter, in database: Database) throws -> [PipelineRunRecord] {
        var conditions = ["1"]
        if !filter.states.isEmpty {
            let codes = filter.states.map { String(StateCode.code($0)) }.sorted()
            conditions.append("p.state IN (\(codes.joined(separator: ", ")))")
        }
        if filter.since != nil { conditions.append("p.created_at >= ?1") }
        if filter.function != nil { conditions.append(containsFunction) }
        for position in filter.tags.indices {
            conditions.append(
                "EXISTS (SELECT 1 FROM pipeline_run_tags t WHERE t.pipeline_run = p.id AND t.tag = ?\(position + 4))"
            )
        }
        let select = try SQLStatement(
            database,
            """
            SELECT \(columns) FROM pipeline_runs p WHERE \(conditions.joined(separator: " AND "))
            ORDER BY p.created_at DESC, p.id DESC LIMIT ?3
            """
        )
        if filter.since != nil { select.bind(filter.since?.microseconds, at: 1) }
        if filter.function != nil { try select.bind(filter.function, at: 2) }
        select.bind(Int64(max(filter.limit, 0)), at: 3)
        for (position, tag) in filter.tags.enumerated() { try select.bind(tag, at: Int32(position) + 4) }
        return try records(select, in: database)
    }

    /// The label of the root function stands with the function of run 0.
    private static let containsFunction = """
        (contains_text(p.name, ?2) OR contains_text(p.function, ?2) OR EXISTS (
            SELECT 1 FROM runs r
            JOIN functions f ON f.pipeline_run = p.id AND f.key = r.function
            JOIN function_versions v ON v.id = f.version
            WHERE r.id = p.id << 32 AND (contains_text(v.label, ?2) OR contains_text(v.name, ?2))))
        """

    /// Identifiers between `first` and `last`, the newest first.
    static func ids(
        from first: [UInt8],
        through last: [UInt8],
        limit: Int,
        in database: Database
    ) throws -> [PipelineRunID] {
        let select = try SQLStatement(
            database,
            "SELECT uuid FROM pipeline_runs WHERE uuid BETWEEN ? AND ? ORDER BY created_at DESC, id DESC LIMIT ?"
        )
        try select.bind(first, at: 1)
        try select.bind(last, at: 2)
        select.bind(Int64(max(limit, 0)), at: 3)
        var ids: [PipelineRunID] = []
        try select.forEachRow { ids.append(try id($0, 0)) }
        return ids
    }

    private static func id(_ row: SQLStatement, _ column: Int32) throws -> PipelineRunID {
        guard let id = PipelineRunID(bytes: row.bytes(column)) else {
            throw RowError("an identifier of a pipeline run that has not 16 bytes")
        }
        return id
    }

    private static func records(_ select: SQLStatement, in database: Database) throws -> [PipelineRunRecord] {
        var records: [PipelineRunRecord] = []
        try select.forEachRow { row in
            var record = try record(row)
            record.tags = try tags(of: row.integer(0), in: database)
            records.append(record)
        }
        return records
    }

    /// The tags of the pipeline run in row `pipeline`, in order.
    static func tags(of pipeline: Int64, in database: Database) throws -> [String] {
        let select = try SQLStatement(
            database,
            "SELECT tag FROM pipeline_run_tags WHERE pipeline_run = ? ORDER BY position"
        )
        select.bind(pipeline, at: 1)
        var tags: [String] = []
        try select.forEachRow { tags.append($0.text(0)) }
        return tags
    }

    /// The pipeline run in the present row, without its tags.
    static func record(_ row: SQLStatement) throws -> PipelineRunRecord {
        PipelineRunRecord(
            id: try id(row, 1),
            name: row.text(2),
            function: row.text(3),
            state: try StateCode.pipelineRunState(row.integer(4)),
            runner: row.text(5),
            driver: PipelineRunRecord.Driver(
                user: row.text(6),
                host: row.text(7),
                processID: try row.small(8),
                processStart: UInt64(bitPattern: row.integer(9))
            ),
            arguments: try JSONColumn.require([String].self, row, 10),
            strataVersion: row.text(11),
            createdAt: Timestamp(microseconds: row.integer(12)),
            endedAt: row.optionalInteger(13).map(Timestamp.init(microseconds:)),
            failure: try JSONColumn.decode(RunFailure.self, row, 14)
        )
    }
}
