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

    /// The functions of the pipeline run in row `pipeline`.
    static func all(of pipeline: Int64, in database: Database) throws -> [FunctionKey: FunctionRecord] {
        let select = try SQLStatement(
            database,
            """
            SELECT f.key, f.line, v.name, v.label, v.kind, v.parameters, v.result_type, v.settings, v.source,
                v.documentation, v.file
            FROM functions f JOIN function_versions v ON v.id = f.version WHERE f.pipeline_run = ?
            """
        )
        select.bind(pipeline, at: 1)
        var functions: [FunctionKey: FunctionRecord] = [:]
        try select.forEachRow { row in
            guard let kind = FunctionRecord.Kind(rawValue: row.text(4)) else {
                throw RowError("'\(row.text(4))' for the kind of a function")
            }
            functions[try row.small(0)] = FunctionRecord(
                name: row.text(2),
                label: row.text(3),
                kind: kind,
                parameters: try JSONColumn.require([FunctionRecord.Parameter].self, row, 5),
                resultType: row.text(6),
                settings: try JSONColumn.require(FunctionSettings.self, row, 7),
                source: row.text(8),
                documentation: row.text(9),
                file: row.text(10),
                line: Int(row.integer(1))
            )
        }
        return functions
    }
}
