import Logging
import ServiceLifecycle
package import StrataModel
import StrataStore
import Synchronization

/// Tells those who follow pipeline runs what changes.
///
/// Writers come here after their change is durable, and never wait. There are feeds only of pipeline runs that someone
/// follows, or followed a moment ago.
package final class EventHub: Service {
    private struct State: Sendable {
        var feeds: [PipelineRunID: PipelineRunFeed] = [:]
        var isClosed = false
    }

    private let store: any ServerStore
    let answers: AnswerCache
    private let outlines: OutlineCache
    private let logger: Logger
    private let list = ListFeed.ofAll()
    private let state = Mutex(State())
    private let due: AsyncStream<PipelineRunID?>
    private let dueSource: AsyncStream<PipelineRunID?>.Continuation

    init(store: any ServerStore, answers: AnswerCache, outlines: OutlineCache, logger: Logger) {
        self.store = store
        self.answers = answers
        self.outlines = outlines
        self.logger = logger
        (due, dueSource) = AsyncStream.makeStream()
    }

    // MARK: Writers

    /// Tells of changes that were committed.
    package func committed(_ changes: [RecordChange], to id: PipelineRunID) {
        let ended = changes.reversed().lazy.compactMap { change -> PipelineRunState? in
            if case .ended(let state, _, _) = change { state } else { nil }
        }.first
        answers.forget(id)
        outlines.committed(changes, to: id)
        changed(id, state: ended ?? .running)
        guard let feed = feed(id) else { return }
        tell(feed, id, changes.lazy.compactMap(PipelineRunChange.init))
    }

    /// Tells that a pipeline run is new, or changed as a whole.
    package func changed(_ id: PipelineRunID, state: PipelineRunState) {
        if list.record(CollectionOfOne(ListChange(pipelineRun: id, state: state))) { dueSource.yield(nil) }
    }

    /// Tells that notes, tags or requests changed.
    package func remarked(_ id: PipelineRunID) {
        guard let feed = feed(id) else { return }
        tell(feed, id, CollectionOfOne(.remarked))
    }

    /// Tells of changes that another process made.
    func found(_ changes: some Sequence<PipelineRunChange>, in id: PipelineRunID) {
        guard let feed = feed(id) else { return }
        tell(feed, id, changes)
    }

    private func tell(_ feed: PipelineRunFeed, _ id: PipelineRunID, _ changes: some Sequence<PipelineRunChange>) {
        if feed.record(changes) { dueSource.yield(id) }
    }

    private func feed(_ id: PipelineRunID) -> PipelineRunFeed? {
        state.withLock { $0.feeds[id] }
    }

    // MARK: Followers

    /// The feed of all pipeline runs, one follower counted in.
    func joinList() -> ListFeed {
        if list.join() { dueSource.yield(nil) }
        return list
    }

    /// The feed of a pipeline run, one follower counted in.
    func join(_ id: PipelineRunID) -> PipelineRunFeed {
        let feed = state.withLock { state in
            if let feed = state.feeds[id] { return feed }
            let feed = PipelineRunFeed.ofPipelineRun()
            if state.isClosed { feed.close() } else { state.feeds[id] = feed }
            return feed
        }
        if feed.join() { dueSource.yield(id) }
        return feed
    }

    /// How many follow anything.
    package var followers: Int {
        state.withLock { $0.feeds.values.reduce(list.followers) { $0 + $1.followers } }
    }

    /// The pipeline runs that someone follows.
    var followed: [PipelineRunID] {
        state.withLock { $0.feeds.filter { $0.value.followers > 0 }.map(\.key) }
    }

    // MARK: Service

    /// Releases what was recorded, every so often, until the server is told to stop; then ends all feeds.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.beat() }
                for await id in due {
                    group.addTask {
                        if let id { await self.release(id) } else { await self.releaseList() }
                    }
                }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.close()
        }
        close()
    }

    private func close() {
        let feeds = state.withLock { state in
            state.isClosed = true
            return state.feeds.values
        }
        list.close()
        for feed in feeds { feed.close() }
        dueSource.finish()
    }

    /// Changes gather for this long before followers see them.
    private static let pause = Duration.milliseconds(50)

    private func releaseList() async {
        // Cancelled means that all feeds are about to end.
        try? await Task.sleep(for: Self.pause)
        list.release(true, upTo: list.last)
    }

    private func release(_ id: PipelineRunID) async {
        guard let feed = feed(id) else { return }
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.pause)
            let last = feed.last
            do {
                guard let summary = try await store.summary(of: id) else { return feed.close() }
                return feed.release(PipelineRunSnapshot(summary), upTo: last)
            } catch is CancellationError {
                return
            } catch {
                logger.error(
                    "Followers of a pipeline run cannot be told.",
                    metadata: ["id": "\(id)", "error": "\(error)"]
                )
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func beat() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(15))
            let feeds = state.withLock { state in
                state.feeds = state.feeds.filter { !$0.value.isUnused(for: .seconds(60)) }
                return Array(state.feeds.values)
            }
            list.beat()
            for feed in feeds { feed.beat() }
        }
    }
}

extension PipelineRunChange {
    /// What followers are told of a change, if anything.
    init?(_ change: RecordChange) {
        switch change {
        case .created(let run): self = .run(run.index, run.state)
        case .transition(let step): self = .run(step.index, step.to)
        case .log(let line): self = .logged(line.run)
        case .metric(let point): self = .logged(point.run)
        case .ended: self = .itself
        case .function: return nil
        }
    }
}

extension EventHub {
    /// Tells of logs and metrics that were added outside of a driver's batches.
    package func reported(_ changes: [RecordChange], in id: PipelineRunID) {
        answers.forget(id)
        found(changes.lazy.compactMap(PipelineRunChange.init), in: id)
    }
}
