import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// Reads and writes notes.
enum NoteRow {
    private static let textLimit = 64 * 1024

    /// The notes of the pipeline run in row `pipeline`, the oldest first.
    static func all(of pipeline: Int64, in database: Database) throws -> [Note] {
        let select = try SQLStatement(
            database,
            "SELECT id, run, author, text, created_at FROM notes WHERE pipeline_run = ? ORDER BY created_at, id"
        )
        select.bind(pipeline, at: 1)
        var notes: [Note] = []
        try select.forEachRow { notes.append(try note($0)) }
        return notes
    }

    private static func note(_ row: SQLStatement) throws -> Note {
        Note(
            id: row.text(0),
            run: try row.optionalSmall(1),
            author: row.text(2),
            text: row.text(3),
            createdAt: Timestamp(microseconds: row.integer(4))
        )
    }

    /// Adds a note, unless that very note is there.
    static func insert(_ note: Note, to id: PipelineRunID, in database: Database) throws {
        let pipeline = try PipelineRunRow.require(id, in: database)
        guard note.id.utf8.count == 32, Hexadecimal.decode(note.id) != nil else {
            throw StoreError(.conflict, "A note's identifier has 32 hexadecimal digits, not '\(note.id.prefix(40))'.")
        }
        guard note.text.utf8.count <= textLimit else {
            throw StoreError(.conflict, "A note has at most 64 KiB.", remedy: "Shorten it, or write two.")
        }
        if let run = note.run {
            var writer = try CommitWriter(database, id)
            try writer.requireRun(run)
        }
        if let known = try find(note.id, of: pipeline, in: database) {
            guard (known.run, known.author, known.text) == (note.run, note.author, note.text) else {
                throw StoreError(.conflict, "There is another note with the identifier \(note.id).")
            }
            return
        }
        let insert = try SQLStatement(
            database,
            "INSERT INTO notes (pipeline_run, id, run, author, text, created_at) VALUES (?, ?, ?, ?, ?, ?)"
        )
        insert.bind(pipeline, at: 1)
        try insert.bind(note.id.lowercased(), at: 2)
        insert.bind(note.run.map(Int64.init), at: 3)
        try insert.bind(note.author, at: 4)
        try insert.bind(note.text, at: 5)
        insert.bind(note.createdAt.microseconds, at: 6)
        try insert.run()
    }

    private static func find(_ note: String, of pipeline: Int64, in database: Database) throws -> Note? {
        let select = try SQLStatement(
            database,
            "SELECT id, run, author, text, created_at FROM notes WHERE pipeline_run = ? AND id = ?"
        )
        select.bind(pipeline, at: 1)
        try select.bind(note.lowercased(), at: 2)
        return try select.first { try Self.note($0) }
    }

    /// Removes a note.
    ///
    /// - Returns: Whether it was there.
    static func remove(_ note: String, of id: PipelineRunID, in database: Database) throws -> Bool {
        guard let pipeline = try PipelineRunRow.find(id, in: database) else { return false }
        let delete = try SQLStatement(database, "DELETE FROM notes WHERE pipeline_run = ? AND id = ?")
        delete.bind(pipeline, at: 1)
        try delete.bind(note.lowercased(), at: 2)
        try delete.run()
        return database.changesCount == 1
    }
}
