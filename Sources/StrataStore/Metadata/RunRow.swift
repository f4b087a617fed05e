import GRDB
import StrataModel

/// Reads runs and what belongs to them.
struct RunRow {
    private let database: Database
    private let pipeline: Int64
    private var strings: StringTable

    /// Reads the runs of the pipeline run in row `pipeline`.
    init(_ database: Database, _ pipeline: Int64) {
        self.database = database
        self.pipeline = pipeline
        strings = StringTable(database)
    }

    /// The four times in the columns from `column`.
    static func times(_ row: SQLStatement, from column: Int32) -> RunTimes {
        let created = row.integer(column)
        func time(_ offset: Int32) -> Timestamp? {
            row.optionalInteger(column + offset).map { Timestamp(microseconds: created &+ $0) }
        }
        return RunTimes(
            created: Timestamp(microseconds: created),
            scheduled: time(1),
            started: time(2),
            ended: time(3)
        )
    }

    /// The runs in `range` with dependencies and references to outputs.
    ///
    /// Three passes over neighbouring rows in the same order, merged: no search for each run. At most `dependencyLimit`
    /// dependencies, where that is given, the first ones.
    mutating func records(in range: Range<RunIndex>, dependencyLimit: Int? = nil) throws -> [RunRecord] {
        guard let bounds = RowKey.bounds(pipeline, range) else { return [] }
        var records: [RunRecord] = []
        try select(
            """
            SELECT id, parent, is_awaited, function, state, attempt, created_at, scheduled_after, started_after,
                ended_after, failure
            FROM runs WHERE id BETWEEN ? AND ? ORDER BY id
            """,
            bounds
        ).forEachRow { records.append(try Self.record($0)) }
        try addDependencies(to: &records, bounds, limit: dependencyLimit)
        try addOutputs(to: &records, bounds)
        return records
    }

    /// The run with everything, or with the first dependencies alone; inputs that are outputs of other runs get their
    /// bytes from there.
    mutating func record(_ index: RunIndex, dependencyLimit: Int? = nil) throws -> RunRecord? {
        guard index >= 0, index < .max,
            var record = try records(in: index..<index + 1, dependencyLimit: dependencyLimit).first
        else {
            return nil
        }
        if record.output != nil { record.output = try output(of: index) }
        record.inputs = try inputs(of: index)
        return record
    }

    /// The attempts of a run that were followed by others, in order.
    func failedAttempts(of index: RunIndex) throws -> [FailedAttempt] {
        let select = try SQLStatement(
            database,
            "SELECT attempt, started_at, ended_at, failure FROM run_attempts WHERE run = ? ORDER BY attempt"
        )
        select.bind(RowKey.make(pipeline, index), at: 1)
        var attempts: [FailedAttempt] = []
        try select.forEachRow { row in
            attempts.append(
                FailedAttempt(
                    number: try row.small(0),
                    started: row.optionalInteger(1).map(Timestamp.init(microseconds:)),
                    ended: Timestamp(microseconds: row.integer(2)),
                    failure: try JSONColumn.decode(RunFailure.self, row, 3)
                )
            )
        }
        return attempts
    }

    private func select(_ sql: String, _ bounds: (first: Int64, last: Int64)) throws -> SQLStatement {
        let select = try SQLStatement(database, sql)
        select.bind(bounds.first, at: 1)
        select.bind(bounds.last, at: 2)
        return select
    }

    private static func record(_ row: SQLStatement) throws -> RunRecord {
        RunRecord(
            index: RowKey.index(row.integer(0)),
            parent: try row.optionalSmall(1),
            isAwaited: row.integer(2) != 0,
            function: try row.small(3),
            state: try StateCode.runState(row.integer(4)),
            attempt: try row.small(5),
            times: times(row, from: 6),
            failure: try JSONColumn.decode(RunFailure.self, row, 10)
        )
    }

    private func addDependencies(
        to records: inout [RunRecord],
        _ bounds: (first: Int64, last: Int64),
        limit: Int?
    ) throws {
        var position = 0
        let select = try select(
            """
            SELECT run, source, input, path FROM run_dependencies WHERE run BETWEEN ? AND ?
            ORDER BY run, ordinal LIMIT ?
            """,
            bounds
        )
        // A negative limit is none.
        select.bind(limit.map(Int64.init) ?? -1, at: 3)
        try select.forEachRow { row in
            guard Self.advance(&position, in: records, to: RowKey.index(row.integer(0))) else { return }
            records[position].dependencies.append(
                RunDependency(run: RowKey.index(row.integer(1)), input: try row.optionalSmall(2), path: row.text(3))
            )
        }
    }

    private mutating func addOutputs(to records: inout [RunRecord], _ bounds: (first: Int64, last: Int64)) throws {
        var position = 0
        try select(
            "SELECT run, digest, size, type, media_type, blobs FROM run_outputs WHERE run BETWEEN ? AND ? ORDER BY run",
            bounds
        ).forEachRow { row in
            guard Self.advance(&position, in: records, to: RowKey.index(row.integer(0))) else { return }
            records[position].output = ArtifactRecord(
                reference: try Self.reference(row, from: 1, &strings),
                blobs: try Self.blobs(row, 5)
            )
        }
    }

    /// Moves `position` forward to run `index`; `false` where there is none.
    private static func advance(_ position: inout Int, in records: [RunRecord], to index: RunIndex) -> Bool {
        while position < records.count, records[position].index < index { position += 1 }
        return position < records.count && records[position].index == index
    }

    private mutating func output(of index: RunIndex) throws -> ArtifactRecord? {
        let select = try SQLStatement(
            database,
            "SELECT digest, size, type, media_type, blobs, view, value FROM run_outputs WHERE run = ?"
        )
        select.bind(RowKey.make(pipeline, index), at: 1)
        return try select.first { try artifact($0, from: 0) }
    }

    private mutating func inputs(of index: RunIndex) throws -> [RunInput] {
        let select = try SQLStatement(
            database,
            """
            SELECT name, source, digest, size, type, media_type, blobs, view, value
            FROM run_inputs WHERE run = ? ORDER BY position
            """
        )
        select.bind(RowKey.make(pipeline, index), at: 1)
        var inputs: [RunInput] = []
        try select.forEachRow { inputs.append(try input($0)) }
        return inputs
    }

    /// One input; content that stands with the run in `source` is taken from there.
    private mutating func input(_ row: SQLStatement) throws -> RunInput {
        let name = try strings.text(row.integer(0))
        let source = try row.optionalSmall(1)
        var origin: ArtifactRecord?
        if let source { origin = try output(of: source) }
        if row.isNull(2) {
            guard let origin else { throw RowError("an input that is the output of a run without one") }
            return RunInput(name: name, artifact: origin, source: source)
        }
        var artifact = try artifact(row, from: 2)
        if let origin {
            artifact.inline = origin.inline
            artifact.view = origin.view
            artifact.blobs = origin.blobs
        }
        return RunInput(name: name, artifact: artifact, source: source)
    }

    private mutating func artifact(_ row: SQLStatement, from column: Int32) throws -> ArtifactRecord {
        ArtifactRecord(
            reference: try Self.reference(row, from: column, &strings),
            inline: row.optionalBytes(column + 6),
            view: try JSONColumn.decode(ArtifactView.self, row, column + 5),
            blobs: try Self.blobs(row, column + 4)
        )
    }

    /// The reference in the four columns from `column`.
    static func reference(
        _ row: SQLStatement,
        from column: Int32,
        _ strings: inout StringTable
    ) throws -> ArtifactReference {
        ArtifactReference(
            digest: try digest(row.bytes(column)),
            size: row.integer(column + 1),
            type: try strings.text(row.integer(column + 2)),
            mediaType: try strings.text(row.integer(column + 3))
        )
    }

    private static func digest(_ bytes: some Collection<UInt8>) throws -> Digest {
        guard let digest = Digest(bytes: bytes) else { throw RowError("a digest that has not 32 bytes") }
        return digest
    }

    private static func blobs(_ row: SQLStatement, _ column: Int32) throws -> [Digest] {
        guard let bytes = row.optionalBytes(column) else { return [] }
        return try stride(from: 0, to: bytes.count, by: 32).map { start in
            try digest(bytes[start..<min(start + 32, bytes.count)])
        }
    }
}
