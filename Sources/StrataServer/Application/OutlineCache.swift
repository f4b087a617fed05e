import StrataAPI
import StrataEngine
package import StrataGraph
package import StrataModel
import StrataStore
import Synchronization

/// Keeps the graphs of pipeline runs that are looked at, and keeps them true: what drivers commit is taken in at once.
///
/// What other processes write to the store is noticed within 100 ms; then what is new of the graph is read, unless its
/// pipeline run has ended.
package final class OutlineCache: Sendable {
    /// A graph as it is now.
    package struct Answer: Sendable {
        /// The runs.
        package var outline: PipelineOutline
        /// Changes whenever the outline does: an entity tag without quotes.
        package var tag: String
    }

    fileprivate struct Entry: Sendable {
        var outline: PipelineOutline
        /// Tells this reading from others, whose versions count from anew.
        var epoch: UInt64
        /// The count of other processes' writes up to which it was read.
        var foreignCount: UInt64
        var isOver: Bool
        var lastUse: UInt64
    }

    private struct Loading: Sendable {
        /// What was committed meanwhile: the store may have been read before.
        var changes: [RecordChange] = []
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private enum Place: Sendable {
        case loading(Loading)
        case ready(Entry)
    }

    private struct State: Sendable {
        var places: [PipelineRunID: Place] = [:]
        var uses: UInt64 = 0
    }

    private enum Step: Sendable {
        case use(Answer)
        case refresh
        case wait
        case load
    }

    private let store: any ServerStore
    private let foreign: ForeignClock
    private let limit: Int
    private let state = Mutex(State())

    /// A cache of `limit` bytes; the graph that was used last is kept even where it is larger.
    init(store: any ServerStore, foreign: ForeignClock, limit: Int) {
        self.store = store
        self.foreign = foreign
        self.limit = limit
    }

    /// The graph of a pipeline run.
    ///
    /// - Returns: It, and its tag; the first time it is read from the store, which takes about a second for a million runs.
    /// - Throws: `Problem` with status 404 for an unknown pipeline run, and `StoreError`.
    package func outline(of id: PipelineRunID) async throws -> Answer {
        let count = try await foreign.count()
        while true {
            switch state.withLock({ Self.step(for: id, count, &$0) }) {
            case .use(let answer): return answer
            case .refresh: try await refresh(id, count)
            case .wait: await wait(for: id)
            case .load: return try await load(id, count)
            }
        }
    }

    /// Takes in what was committed.
    package func committed(_ changes: [RecordChange], to id: PipelineRunID) {
        state.withLock { state in
            // Out of the dictionary while it changes, or all of it would be copied.
            switch state.places.removeValue(forKey: id) {
            case nil: break
            case .loading(var loading):
                loading.changes += changes
                state.places[id] = .loading(loading)
            case .ready(var entry):
                guard entry.take(changes) else { return }
                state.places[id] = .ready(entry)
            }
        }
    }

    private static func step(for id: PipelineRunID, _ count: UInt64, _ state: inout State) -> Step {
        switch state.places[id] {
        case .loading: return .wait
        case .ready(let entry) where !entry.isOver && entry.foreignCount < count: return .refresh
        case .ready(var entry):
            state.uses += 1
            entry.lastUse = state.uses
            state.places[id] = .ready(entry)
            return .use(entry.answer)
        case nil:
            state.places[id] = .loading(Loading())
            return .load
        }
    }

    private func wait(for id: PipelineRunID) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                guard case .loading(var loading) = state.places[id] else { return true }
                loading.waiters.append(continuation)
                state.places[id] = .loading(loading)
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    /// Reads what other processes wrote of a pipeline run that is kept, up to `count` of their writes.
    ///
    /// - Returns: The runs that are new or changed, or `nil` where the pipeline run is not kept.
    /// - Throws: `StoreError`.
    @discardableResult
    func refresh(_ id: PipelineRunID, _ count: UInt64) async throws -> [RunOutline]? {
        let kept = state.withLock { state -> PipelineOutline? in
            guard case .ready(let entry) = state.places[id] else { return nil }
            return entry.outline
        }
        guard let kept else { return nil }
        let record = try await store.pipelineRun(id)
        let news = try await OutlineNews.read(store, id, since: kept)
        state.withLock { state in
            guard case .ready(var entry) = state.places.removeValue(forKey: id) else { return }
            for (key, function) in news.functions { entry.outline.register(function, as: key) }
            if !news.runs.isEmpty { entry.outline.append(news.runs, edges: news.edges) }
            entry.foreignCount = count
            entry.isOver = record?.state.isTerminal ?? entry.isOver
            state.places[id] = .ready(entry)
        }
        return news.runs
    }

    private func load(_ id: PipelineRunID, _ count: UInt64) async throws -> Answer {
        do {
            let entry = try await read(id, count)
            return finish(id, entry) ?? entry.answer
        } catch {
            _ = finish(id, nil)
            throw error
        }
    }

    private func read(_ id: PipelineRunID, _ count: UInt64) async throws -> Entry {
        guard let record = try await store.pipelineRun(id) else { throw ServerServices.unknown(id) }
        let functions = try await store.functions(of: id)
        let (runs, edges) = try await store.outline(of: id, from: 0)
        return Entry(
            outline: PipelineOutline(runs: runs, edges: edges, functions: functions),
            epoch: UInt64.random(in: .min ... .max),
            foreignCount: count,
            isOver: record.state.isTerminal,
            lastUse: 0
        )
    }

    /// Puts what was read in place with what was committed meanwhile, and wakes those that wait.
    private func finish(_ id: PipelineRunID, _ entry: Entry?) -> Answer? {
        let (waiters, answer) = state.withLock { state in
            guard case .loading(let loading) = state.places.removeValue(forKey: id) else {
                return ([CheckedContinuation<Void, Never>](), Answer?.none)
            }
            guard var entry, entry.take(loading.changes) else { return (loading.waiters, nil) }
            state.uses += 1
            entry.lastUse = state.uses
            state.places[id] = .ready(entry)
            evict(&state)
            return (loading.waiters, entry.answer)
        }
        for waiter in waiters { waiter.resume() }
        return answer
    }

    private func evict(_ state: inout State) {
        var ready = state.places.compactMap { id, place -> (id: PipelineRunID, use: UInt64, memory: Int)? in
            guard case .ready(let entry) = place else { return nil }
            return (id, entry.lastUse, entry.outline.memory)
        }
        ready.sort { $0.use > $1.use }
        var sum = 0
        for (place, item) in ready.enumerated() {
            sum += item.memory
            if place > 0, sum > limit { state.places[item.id] = nil }
        }
    }
}

extension OutlineCache.Entry {
    fileprivate var answer: OutlineCache.Answer {
        OutlineCache.Answer(outline: outline, tag: "\(String(epoch, radix: 36))-\(outline.version)")
    }

    /// Takes in changes.
    ///
    /// - Returns: `false` where one speaks of a run that is not there: then all has to be read again.
    fileprivate mutating func take(_ changes: [RecordChange]) -> Bool {
        for change in changes {
            guard outline.apply(change) else { return false }
            if case .ended = change { isOver = true }
        }
        return true
    }
}
