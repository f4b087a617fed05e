import GRDB
import StrataModel

/// Writes the outputs and inputs of runs.
struct ArtifactWriter {
    private let database: Database
    private let pipeline: Int64
    private let insertOutput: SQLStatement
    private let insertInput: SQLStatement

    /// Prepares the statements for the pipeline run in row `pipeline`.
    init(_ database: Database, _ pipeline: Int64) throws {
        self.database = database
        self.pipeline = pipeline
        insertOutput = try SQLStatement(
            database,
            """
            INSERT OR REPLACE INTO run_outputs (run, digest, size, type, media_type, blobs, view, value)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        insertInput = try SQLStatement(
            database,
            """
            INSERT INTO run_inputs (run, position, name, source, digest, size, type, media_type, blobs, view, value)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
    }

    /// Sets a run's output.
    func insert(_ output: ArtifactRecord, ofRun run: RunIndex, _ strings: inout StringTable) throws {
        insertOutput.bind(RowKey.make(pipeline, run), at: 1)
        try bind(output.reference, to: insertOutput, from: 2, &strings)
        try bindContent(of: output, to: insertOutput, from: 6)
        try insertOutput.run()
    }

    /// Adds one of a run's inputs.
    ///
    /// Of one that is another run's output neither bytes nor view nor blobs are kept: they stand there. And where
    /// `output`, the reference that is recorded there for good, says the same, not even the reference is.
    func insert(
        _ input: RunInput,
        at position: Int,
        ofRun run: RunIndex,
        output: ArtifactReference?,
        _ strings: inout StringTable
    ) throws {
        insertInput.bind(RowKey.make(pipeline, run), at: 1)
        insertInput.bind(Int64(position), at: 2)
        insertInput.bind(try strings.number(of: input.name), at: 3)
        insertInput.bind(input.source.map(Int64.init), at: 4)
        if input.artifact.reference == output {
            for column in Int32(5)...8 { insertInput.bind(nil as Int64?, at: column) }
        } else {
            try bind(input.artifact.reference, to: insertInput, from: 5, &strings)
        }
        try bindContent(of: input.source == nil ? input.artifact : nil, to: insertInput, from: 9)
        try insertInput.run()
    }

    /// The reference of the output of a run that has ended, or `nil`.
    func endedOutput(of run: RunIndex, _ strings: inout StringTable) throws -> ArtifactReference? {
        let select = try SQLStatement(
            database,
            """
            SELECT o.digest, o.size, o.type, o.media_type
            FROM run_outputs o JOIN runs r ON r.id = o.run WHERE o.run = ? AND r.state >= 10
            """
        )
        select.bind(RowKey.make(pipeline, run), at: 1)
        return try select.first { try RunRow.reference($0, from: 0, &strings) }
    }

    /// Removes the inputs of an earlier attempt.
    func deleteInputs(of run: RunIndex) throws {
        let delete = try SQLStatement(database, "DELETE FROM run_inputs WHERE run = ?")
        delete.bind(RowKey.make(pipeline, run), at: 1)
        try delete.run()
    }

    private func bind(
        _ reference: ArtifactReference,
        to statement: SQLStatement,
        from position: Int32,
        _ strings: inout StringTable
    ) throws {
        try statement.bind(reference.digest.bytes, at: position)
        statement.bind(reference.size, at: position + 1)
        statement.bind(try strings.number(of: reference.type), at: position + 2)
        statement.bind(try strings.number(of: reference.mediaType), at: position + 3)
    }

    private func bindContent(of artifact: ArtifactRecord?, to statement: SQLStatement, from position: Int32) throws {
        let blobs = artifact.map { $0.blobs.flatMap(\.bytes) } ?? []
        try statement.bind(blobs.isEmpty ? nil : blobs, at: position)
        try statement.bind(JSONColumn.encode(artifact?.view), at: position + 1)
        try statement.bind(artifact?.inline, at: position + 2)
    }
}
