package import StrataAPI
package import StrataEngine
package import StrataModel

/// What a server needs of its metadata besides what drivers do.
///
/// Every write is durable on return.
package protocol ServerStore: MetadataStore {
    // MARK: Drivers

    /// Records a new pipeline run of a driver that reports to the server, or nothing where this very record is there.
    ///
    /// - Returns: The number of the next batch: 0 for a new one.
    /// - Throws: `StoreError` with code `conflict` where the identifier is taken by another record.
    func register(_ pipelineRun: PipelineRunRecord) async throws -> ChangeBatch.Receipt

    /// Applies numbered batches of any pipeline runs, in order: what arrived while the last transaction was being flushed.
    ///
    /// One transaction for all that can be applied; a batch that is refused takes back its own changes alone.
    ///
    /// - Returns: For each batch, in order, its receipt or why it was refused: `StoreError` with code `conflict`
    ///   (number out of order), or as `commit(_:to:)`; its ``StrataEngine/StoreError/presentState`` is set for `illegalTransition`.
    /// - Throws: `StoreError` where nothing could be written at all (`full`, `readOnly`, `inputOutput`).
    func commit(
        _ batches: [(id: PipelineRunID, batch: ChangeBatch)]
    ) async throws -> [Result<ChangeBatch.Receipt, StoreError>]

    /// Adds log lines or metric points of one run outside of a driver's batches, once for each `key`.
    ///
    /// - Returns: `false` where `key` has been seen, and nothing was added.
    func append(_ changes: [RecordChange], to pipelineRun: PipelineRunID, key: String) async throws -> Bool

    // MARK: Lists

    /// Pipeline runs that match, the newest first.
    ///
    /// - Throws: `StoreError` with code `notFound` for a cursor that is none.
    func page(_ query: PipelineRunQuery) async throws -> Page<PipelineRunSummary>

    /// One pipeline run as lists show it, or `nil`.
    func summary(of id: PipelineRunID) async throws -> PipelineRunSummary?

    /// Root functions, those with the newest pipeline run first.
    func functionSummaries(latest: Int, limit: Int, cursor: String?) async throws -> Page<FunctionSummary>

    /// The versions in which a function has been recorded, the newest first, at most 100.
    func functionVersions(named name: String) async throws -> [FunctionRecord]

    /// Users, tags and root functions there are, for menus: each list sorted, at most 500 long.
    func facets() async throws -> Facets

    // MARK: One pipeline run

    /// The runs from number `first` on, as a graph needs them, and the edges that lead to them.
    func outline(of id: PipelineRunID, from first: RunIndex) async throws -> (runs: [RunOutline], edges: [RunEdge])

    /// A run with everything.
    func detail(of run: RunID) async throws -> RunDetail?

    /// Some lines of a log.
    ///
    /// - Throws: `StoreError` with code `notFound` for an unknown run or a cursor that is none.
    func logs(_ query: LogQuery) async throws -> LogPage

    // MARK: Remarks and requests

    /// The notes of a pipeline run, the oldest first.
    func notes(of id: PipelineRunID) async throws -> [Note]

    /// Adds a note; the same note a second time adds nothing.
    func add(_ note: Note, to id: PipelineRunID) async throws

    /// Removes a note.
    ///
    /// - Returns: Whether it was there.
    func removeNote(_ note: String, of id: PipelineRunID) async throws -> Bool

    /// Replaces the tags of a pipeline run.
    func setTags(_ tags: [String], of id: PipelineRunID) async throws

    /// Notes that someone wants the pipeline run to be canceled; the first request counts.
    ///
    /// - Returns: When it was requested, or `nil` where the pipeline run has ended.
    func requestCancel(of id: PipelineRunID, at time: Timestamp) async throws -> Timestamp?

    // MARK: Keys and sessions

    /// All keys, the newest first.
    func keys() async throws -> [APIKey]

    /// Adds a key. `hash` is what ``key(id:)`` gives back.
    func add(_ key: APIKey, hash: [UInt8]) async throws

    /// A key and the hash of its secret.
    func key(id: String) async throws -> (key: APIKey, hash: [UInt8])?

    /// Revokes a key; sessions that were opened with it end.
    ///
    /// - Returns: Whether there was one that was not revoked.
    func revokeKey(id: String, at time: Timestamp) async throws -> Bool

    /// Notes that a key was used.
    func touchKey(id: String, at time: Timestamp) async throws

    /// Adds a session of a browser, by the hash of its cookie.
    func addSession(hash: [UInt8], key: String, csrfToken: String, expiresAt: Timestamp) async throws

    /// A session that has not expired at `time`, with its key as it is now.
    func session(
        hash: [UInt8],
        at time: Timestamp
    ) async throws -> (key: APIKey, csrfToken: String, expiresAt: Timestamp)?

    /// Makes a session last until `time`; one that has ended stays so.
    func extendSession(hash: [UInt8], until time: Timestamp) async throws

    /// Ends a session.
    func removeSession(hash: [UInt8]) async throws

    // MARK: Watching

    /// A number that changes whenever another connection (another process) writes to the store.
    ///
    /// Costs microseconds; while this process writes, it may be as of the start of that write.
    func foreignVersion() async throws -> Int64

    /// Reads and writes a little, to tell whether the store works.
    func check() async throws
}

/// What lists can be narrowed down by.
package struct Facets: Sendable, Hashable, Codable {
    /// Users who started pipeline runs.
    package var users: [String]
    /// Tags of pipeline runs.
    package var tags: [String]
    /// Root functions: stable name and label.
    package var functions: [String: String]

    /// Collects them.
    package init(users: [String], tags: [String], functions: [String: String]) {
        self.users = users
        self.tags = tags
        self.functions = functions
    }
}
