import GRDB
package import StrataAPI
package import StrataEngine
package import StrataModel

extension SQLiteMetadataStore: ServerStore {}

// MARK: Drivers

extension SQLiteMetadataStore {
    package func register(_ pipelineRun: PipelineRunRecord) async throws -> ChangeBatch.Receipt {
        try await write { try RemotePipelineRun.register(pipelineRun, in: $0) }
    }

    package func commit(
        _ batches: [(id: PipelineRunID, batch: ChangeBatch)]
    ) async throws -> [Result<ChangeBatch.Receipt, StoreError>] {
        guard !batches.isEmpty else { return [] }
        return try await write { [path] database in
            var commit = GroupCommit(database, path)
            return try batches.map { try commit.apply($0.batch, to: $0.id) }
        }
    }

    package func append(_ changes: [RecordChange], to pipelineRun: PipelineRunID, key: String) async throws -> Bool {
        try await write { try RemotePipelineRun.append(changes, to: pipelineRun, key: key, at: .now, in: $0) }
    }
}

// MARK: Lists

extension SQLiteMetadataStore {
    package func page(_ query: PipelineRunQuery) async throws -> Page<PipelineRunSummary> {
        try await read { try PipelineRunList.page(query, in: $0) }
    }

    package func summary(of id: PipelineRunID) async throws -> PipelineRunSummary? {
        try await read { try PipelineRunList.summary(of: id, in: $0) }
    }

    package func functionSummaries(
        latest: Int,
        limit: Int,
        cursor: String?
    ) async throws -> Page<FunctionSummary> {
        try await read { try FunctionList.page(latest: latest, limit: limit, cursor: cursor, in: $0) }
    }

    package func functionVersions(named name: String) async throws -> [FunctionRecord] {
        try await read { try FunctionList.versions(named: name, in: $0) }
    }

    package func facets() async throws -> Facets {
        try await read { try FacetRow.facets(in: $0) }
    }
}

// MARK: One pipeline run

extension SQLiteMetadataStore {
    package func outline(
        of id: PipelineRunID,
        from first: RunIndex
    ) async throws -> (runs: [RunOutline], edges: [RunEdge]) {
        try await read { database in
            guard let pipeline = try PipelineRunRow.find(id, in: database) else { return ([], []) }
            return try OutlineRow.outline(of: pipeline, from: first, in: database)
        }
    }

    package func detail(of run: RunID) async throws -> RunDetail? {
        try await read { database in
            guard let pipeline = try PipelineRunRow.find(run.pipelineRun, in: database) else { return nil }
            var rows = DetailRow(database, pipeline)
            return try rows.detail(of: run)
        }
    }

    package func logs(_ query: LogQuery) async throws -> LogPage {
        try await read { try LogList.page(query, in: $0) }
    }
}

// MARK: Remarks and requests

extension SQLiteMetadataStore {
    package func notes(of id: PipelineRunID) async throws -> [Note] {
        try await read { database in
            guard let pipeline = try PipelineRunRow.find(id, in: database) else { return [] }
            return try NoteRow.all(of: pipeline, in: database)
        }
    }

    package func add(_ note: Note, to id: PipelineRunID) async throws {
        try await write { try NoteRow.insert(note, to: id, in: $0) }
    }

    package func removeNote(_ note: String, of id: PipelineRunID) async throws -> Bool {
        try await write { try NoteRow.remove(note, of: id, in: $0) }
    }

    package func setTags(_ tags: [String], of id: PipelineRunID) async throws {
        try await write { try RemotePipelineRun.setTags(tags, of: id, in: $0) }
    }

    package func requestCancel(of id: PipelineRunID, at time: Timestamp) async throws -> Timestamp? {
        try await write { try RemotePipelineRun.requestCancel(of: id, at: time, in: $0) }
    }
}

// MARK: Keys and sessions

extension SQLiteMetadataStore {
    package func keys() async throws -> [APIKey] {
        try await read { try KeyRow.all(in: $0) }
    }

    package func add(_ key: APIKey, hash: [UInt8]) async throws {
        try await write { try KeyRow.insert(key, hash: hash, in: $0) }
    }

    package func key(id: String) async throws -> (key: APIKey, hash: [UInt8])? {
        try await read { try KeyRow.find(id, in: $0) }
    }

    package func revokeKey(id: String, at time: Timestamp) async throws -> Bool {
        try await write { try KeyRow.revoke(id, at: time, in: $0) }
    }

    /// Writes at most once a minute for each key, so that reading through the API costs no flush of the disk.
    package func touchKey(id: String, at time: Timestamp) async throws {
        guard let known = try await key(id: id)?.key, KeyRow.isTouchDue(known, at: time) else { return }
        try await write { try KeyRow.touch(id, at: time, in: $0) }
    }

    package func addSession(hash: [UInt8], key: String, csrfToken: String, expiresAt: Timestamp) async throws {
        try await write {
            try SessionRow.insert(hash: hash, key: key, csrfToken: csrfToken, expiresAt: expiresAt, in: $0)
        }
    }

    package func session(
        hash: [UInt8],
        at time: Timestamp
    ) async throws -> (key: APIKey, csrfToken: String, expiresAt: Timestamp)? {
        try await read { try SessionRow.find(hash: hash, at: time, in: $0) }
    }

    package func extendSession(hash: [UInt8], until time: Timestamp) async throws {
        try await write { try SessionRow.extend(hash: hash, until: time, in: $0) }
    }

    package func removeSession(hash: [UInt8]) async throws {
        try await write { try SessionRow.remove(hash: hash, in: $0) }
    }
}

// MARK: Watching

extension SQLiteMetadataStore {
    package func foreignVersion() async throws -> Int64 {
        if let version = foreignWrites.versionDuringWrite { return version }
        return try await onWriter { [foreignWrites] in try foreignWrites.look($0) }
    }

    package func check() async throws {
        let time = Timestamp.now.microseconds
        try await write { database in
            let insert = try SQLStatement(
                database,
                "INSERT INTO health (id, checked_at) VALUES (0, ?1) ON CONFLICT (id) DO UPDATE SET checked_at = ?1"
            )
            insert.bind(time, at: 1)
            try insert.run()
        }
        let found = try await read { database in
            try SQLStatement(database, "SELECT checked_at FROM health").first { $0.integer(0) }
        }
        guard found != nil else { throw StoreError.corrupt(path, "what was just written is not there") }
    }
}
