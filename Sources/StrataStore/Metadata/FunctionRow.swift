import GRDB
import StrataEngine
import StrataModel

/// Reads and writes the functions of pipeline runs.
enum FunctionRow {
    /// Records `function` under `key`; its text is stored only where no earlier pipeline run had the same.
    ///
    /// - Throws: ``StoreError`` with code `conflict` where another function has the key.
    static func insert(
        _ function: FunctionRecord,
        under key: FunctionKey,
        of pipeline: (row: Int64, id: PipelineRunID),
        in database: Database
    ) throws {
        let version = try version(of: function, in: database)
        let insert = try SQLStatement(
            database,
            "INSERT OR IGNORE INTO functions (pipeline_run, key, version, line) VALUES (?, ?, ?, ?)"
        )
        insert.bind(pipeline.row, at: 1)
        insert.bind(Int64(key), at: 2)
        insert.bind(version, at: 3)
        insert.bind(Int64(function.line), at: 4)
        try insert.run()
        guard database.changesCount == 0 else { return }
        let select = try SQLStatement(
            database,
            "SELECT 1 FROM functions WHERE pipeline_run = ? AND key = ? AND version = ? AND line = ?"
        )
        select.bind(pipeline.row, at: 1)
        select.bind(Int64(key), at: 2)
        select.bind(version, at: 3)
        select.bind(Int64(function.line), at: 4)
        guard try select.first({ _ in true }) == nil else { return }
        throw StoreError(
            .conflict,
            "Pipeline run \(pipeline.id.short) has another function than '\(function.name)' under the key \(key)."
        )
    }

    private static func version(of function: FunctionRecord, in database: Database) throws -> Int64 {
        var content = function
        content.line = 0
        let digest = Digest(hashing: Array(try JSONColumn.text(content).utf8))
        let select = try SQLStatement(database, "SELECT id FROM function_versions WHERE digest = ?")
        try select.bind(digest.bytes, at: 1)
        if let found = try select.first({ $0.integer(0) }) { return found }
        let insert = try SQLStatement(
            database,
            """
            INSERT INTO function_versions
                (digest, name, label, kind, parameters, result_type, settings, source, documentation, file)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        try insert.bind(digest.bytes, at: 1)
        try insert.bind(function.name, at: 2)
        try insert.bind(function.label, at: 3)
        try insert.bind(function.kind.rawValue, at: 4)
        try insert.bind(JSONColumn.text(function.parameters), at: 5)
        try insert.bind(function.resultType, at: 6)
        try insert.bind(JSONColumn.text(function.settings), at: 7)
        try insert.bind(function.source, at: 8)
        try insert.bind(function.documentation, at: 9)
        try insert.bind(function.file, at: 10)
        try insert.run()
        return database.lastInsertedRowID
    }

    /// The columns of a version, named `v`, that ``record(_:line:from:)`` reads.
    static let versionColumns = """
        v.name, v.label, v.kind, v.parameters, v.result_type, v.settings, v.source, v.documentation, v.file
        """

    /// The functions of the pipeline run in row `pipeline`.
    static func all(of pipeline: Int64, in database: Database) throws -> [FunctionKey: FunctionRecord] {
        let select = try SQLStatement(
            database,
            """
            SELECT f.key, f.line, \(versionColumns)
            FROM functions f JOIN function_versions v ON v.id = f.version WHERE f.pipeline_run = ?
            """
        )
        select.bind(pipeline, at: 1)
        var functions: [FunctionKey: FunctionRecord] = [:]
        try select.forEachRow { functions[try $0.small(0)] = try record($0, line: 1, from: 2) }
        return functions
    }

    /// The function under one key of the pipeline run in row `pipeline`, or `nil`.
    static func one(_ key: FunctionKey, of pipeline: Int64, in database: Database) throws -> FunctionRecord? {
        let select = try SQLStatement(
            database,
            """
            SELECT f.line, \(versionColumns)
            FROM functions f JOIN function_versions v ON v.id = f.version WHERE f.pipeline_run = ? AND f.key = ?
            """
        )
        select.bind(pipeline, at: 1)
        select.bind(Int64(key), at: 2)
        return try select.first { try record($0, line: 0, from: 1) }
    }

    /// The function in the present row, with its line in one column and ``versionColumns`` from another on.
    static func record(_ row: SQLStatement, line: Int32, from column: Int32) throws -> FunctionRecord {
        guard let kind = FunctionRecord.Kind(rawValue: row.text(column + 2)) else {
            throw RowError("'\(row.text(column + 2))' for the kind of a function")
        }
        return FunctionRecord(
            name: row.text(column),
            label: row.text(column + 1),
            kind: kind,
            parameters: try JSONColumn.require([FunctionRecord.Parameter].self, row, column + 3),
            resultType: row.text(column + 4),
            settings: try JSONColumn.require(FunctionSettings.self, row, column + 5),
            source: row.text(column + 6),
            documentation: row.text(column + 7),
            file: row.text(column + 8),
            line: Int(row.integer(line))
        )
    }
}
