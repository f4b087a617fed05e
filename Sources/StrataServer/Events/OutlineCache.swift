import StrataAPI
import StrataEngine
package import StrataGraph
package import StrataModel
import StrataStore
import Synchronization

/// Keeps the outlines of pipeline runs that someone looks at, and what changes in them as it happens.
///
/// What drivers send is taken in as it is committed; what other processes write is read when someone asks.
package final class OutlineCache: Sendable {
    /// An outline as it is now.
    package struct Answer: Sendable {
        /// The runs.
        package var outline: PipelineOutline
        /// Changes whenever the outline does: an entity tag without quotes.
        package var tag: String
    }

    private enum Entry: Sendable {
        /// Being read: what is committed meanwhile is taken in afterwards, in order.
        case loading(pending: [RecordChange], waiters: [CheckedContinuation<Ready, any Error>])
        case ready(Ready)
    }

    private struct Ready: Sendable {
        var outline: PipelineOutline
        /// Tells this reading from others, whose versions count from anew.
        let epoch = UInt64.random(in: .min ... .max)
        /// The count of other processes' writes up to which it has been read.
        var foreignCount: UInt64
        var lastUse = ContinuousClock.now
    }

    private let store: any ServerStore
    private let foreign: ForeignClock
    private let limit: Int
    private let entries = Mutex<[PipelineRunID: Entry]>([:])

    /// A cache of about `limit` bytes.
    init(store: any ServerStore, foreign: ForeignClock, limit: Int) {
        self.store = store
        self.foreign = foreign
        self.limit = limit
    }

    /// The outline of a pipeline run as it is now.
    ///
    /// Costs a copy of nothing where it is kept; the columns are shared until the next change.
    ///
    /// - Throws: `Problem` with status 404 for an unknown pipeline run, and `StoreError`.
    package func outline(of id: PipelineRunID) async throws -> Answer {
        let ready = try await ready(id)
        // One that was only just registered has no runs, either.
        if ready.outline.end == 0, try await store.pipelineRun(id) == nil { throw ServerServices.unknown(id) }
        return Answer(outline: ready.outline, tag: "\(String(ready.epoch, radix: 36))-\(ready.outline.version)")
    }

    private func ready(_ id: PipelineRunID) async throws -> Ready {
        let count = try await foreign.count()
        let kept = entries.withLock { entries -> Ready? in
            guard case .ready(var ready)? = entries[id] else { return nil }
            ready.lastUse = .now
            entries[id] = .ready(ready)
            return ready
        }
        guard let kept else { return try await load(id, count) }
        if kept.foreignCount != count { try await refresh(id, count) }
        return entries.withLock { entries in
            guard case .ready(let ready)? = entries[id] else { return kept }
            return ready
        }
    }

    /// Takes in what was committed.
    func committed(_ changes: [RecordChange], to id: PipelineRunID) {
        entries.withLock { entries in
            // Out of the dictionary while it is changed, so that its columns are not copied.
            guard let entry = entries.removeValue(forKey: id) else { return }
            switch entry {
            case .loading(var pending, let waiters):
                pending += changes
                entries[id] = .loading(pending: pending, waiters: waiters)
            case .ready(var ready):
                // A change of a run that is not there: read it all again when someone asks.
                for change in changes where !ready.outline.apply(change) { return }
                entries[id] = .ready(ready)
            }
        }
    }

    /// Drops what nobody has looked at for a while.
    func tidy() {
        let start = ContinuousClock.now
        entries.withLock { entries in
            entries = entries.filter { _, entry in
                guard case .ready(let ready) = entry else { return true }
                return ready.lastUse.duration(to: start) < .seconds(300)
            }
            Self.shrink(&entries, to: limit)
        }
    }

    // MARK: Reading

    private func load(_ id: PipelineRunID, _ count: UInt64) async throws -> Ready {
        let isLoading = entries.withLock { entries in
            if case .loading? = entries[id] { return true }
            entries[id] = .loading(pending: [], waiters: [])
            return false
        }
        if isLoading { return try await wait(for: id, count) }
        do {
            let functions = try await store.functions(of: id)
            let (runs, edges) = try await store.outline(of: id, from: 0)
            var outline = PipelineOutline(runs: runs, edges: edges, functions: functions)
            let (waiters, ready) = entries.withLock { entries in
                guard case .loading(let pending, let waiters)? = entries[id] else {
                    return ([CheckedContinuation<Ready, any Error>](), Ready(outline: outline, foreignCount: count))
                }
                for change in pending { outline.apply(change) }
                Self.shrink(&entries, to: limit - outline.memory)
                let ready = Ready(outline: outline, foreignCount: count)
                entries[id] = .ready(ready)
                return (waiters, ready)
            }
            for waiter in waiters { waiter.resume(returning: ready) }
            return ready
        } catch {
            let waiters = entries.withLock { entries in
                guard case .loading(_, let waiters)? = entries.removeValue(forKey: id) else {
                    return [CheckedContinuation<Ready, any Error>]()
                }
                return waiters
            }
            for waiter in waiters { waiter.resume(throwing: error) }
            throw error
        }
    }

    private func wait(for id: PipelineRunID, _ count: UInt64) async throws -> Ready {
        try await withCheckedThrowingContinuation { continuation in
            let finished: Result<Ready, any Error>? = entries.withLock { entries in
                switch entries[id] {
                case .loading(let pending, let waiters)?:
                    entries[id] = .loading(pending: pending, waiters: waiters + [continuation])
                    return nil
                case .ready(let ready)?: return .success(ready)
                // It failed since: whoever asked first was told why.
                case nil: return .failure(CancellationError())
                }
            }
            if let finished { continuation.resume(with: finished) }
        }
    }

    /// Reads what other processes wrote of a pipeline run that is kept.
    ///
    /// - Returns: What changed, or `nil` where the pipeline run is not kept.
    /// - Throws: `StoreError`.
    @discardableResult
    func refresh(_ id: PipelineRunID, _ count: UInt64) async throws -> [RunOutline.Change]? {
        let kept = entries.withLock { entries -> PipelineOutline? in
            guard case .ready(let ready)? = entries[id] else { return nil }
            return ready.outline
        }
        guard let kept else { return nil }
        let news = try await OutlineNews.read(store, id, since: kept)
        entries.withLock { entries in
            guard case .ready(var ready)? = entries.removeValue(forKey: id) else { return }
            for (key, function) in news.functions { ready.outline.register(function, as: key) }
            if !news.runs.isEmpty { ready.outline.append(news.runs, edges: news.edges) }
            ready.foreignCount = count
            entries[id] = .ready(ready)
        }
        return news.runs.map { ($0.index, $0.state) }
    }

    /// Drops those used longest ago until the rest fits.
    private static func shrink(_ entries: inout [PipelineRunID: Entry], to limit: Int) {
        var kept = entries.compactMap {
            id,
            entry -> (id: PipelineRunID, size: Int, lastUse: ContinuousClock.Instant)? in
            guard case .ready(let ready) = entry else { return nil }
            return (id, ready.outline.memory, ready.lastUse)
        }
        kept.sort { $0.lastUse > $1.lastUse }
        var size = 0
        for entry in kept {
            size += entry.size
            if size > limit { entries[entry.id] = nil }
        }
    }
}

extension RunOutline {
    /// A run and the state it is in now.
    typealias Change = (index: RunIndex, state: RunState)
}
