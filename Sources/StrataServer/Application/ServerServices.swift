package import Logging
package import StrataAPI
package import StrataDashboard
import StrataEngine
package import StrataModel
package import StrataStore

/// What requests are answered with; made once, when the server starts.
package struct ServerServices: Sendable {
    /// How the server is set up.
    package let settings: ServerSettings
    /// What happened.
    package let store: any ServerStore
    /// Large values and files.
    package let blobs: any RangedBlobStore
    /// Makes pages.
    package let dashboard: Dashboard
    /// Says who asks.
    package let identity: IdentityService
    /// Tells followers what changes.
    package let hub: EventHub
    /// Commits drivers' batches.
    package let commits: CommitQueue
    /// Answers that are kept while nothing changes.
    package let answers: AnswerCache
    /// Outlines of pipeline runs, for graphs.
    package let outlines: OutlineCache
    /// Notices other processes' writes.
    let foreign: ForeignClock
    /// Bounds the bodies in memory.
    package let bodies: BodyBudget
    /// What the server counts.
    package let metrics: ServerMetrics
    /// Where it writes what happens.
    package let logger: Logger

    /// Collects them; workers' tokens are signed with `secret`.
    ///
    /// - Throws: What is wrong with a template; never in a build whose tests passed.
    package init(
        settings: ServerSettings,
        store: any ServerStore,
        blobs: any RangedBlobStore,
        secret: ServerSecret,
        logger: Logger
    ) throws {
        self.settings = settings
        self.store = store
        self.blobs = blobs
        self.logger = logger
        dashboard = try Dashboard(readingFrom: settings.dashboardFolder)
        identity = IdentityService(
            store: store,
            secret: secret,
            settings: IdentitySettings(
                isLoopback: settings.isLoopback,
                isInsecure: settings.isInsecure,
                isBehindProxy: settings.isBehindProxy
            ),
            logger: logger
        )
        metrics = ServerMetrics()
        foreign = ForeignClock(store: store)
        answers = AnswerCache(foreign: foreign, limit: settings.cacheBytes)
        outlines = OutlineCache(store: store, foreign: foreign, limit: settings.outlineBytes)
        hub = EventHub(store: store, answers: answers, outlines: outlines, logger: logger)
        commits = CommitQueue(store: store, hub: hub, metrics: metrics)
        bodies = BodyBudget(limit: settings.bodyBytes)
    }

    /// The record of a pipeline run.
    ///
    /// - Throws: `Problem` with status 404 where there is none.
    package func record(of id: PipelineRunID) async throws -> PipelineRunRecord {
        guard let record = try await store.pipelineRun(id) else { throw Self.unknown(id) }
        return record
    }

    /// A pipeline run as lists show it.
    ///
    /// - Throws: `Problem` with status 404 where there is none.
    package func summary(of id: PipelineRunID) async throws -> PipelineRunSummary {
        guard let summary = try await store.summary(of: id) else { throw Self.unknown(id) }
        return summary
    }

    /// The record of a run.
    ///
    /// - Throws: `Problem` with status 404 where there is none.
    package func run(_ id: RunID) async throws -> RunRecord {
        guard let run = try await store.run(id) else { throw Self.unknown(id) }
        return run
    }

    static func unknown(_ id: PipelineRunID) -> Problem {
        .notFound("There is no pipeline run \(id).", remedy: "GET /api/v1/pipeline-runs lists those there are.")
    }

    static func unknown(_ id: RunID) -> Problem {
        .notFound("There is no run \(id.index) in pipeline run \(id.pipelineRun).")
    }
}
