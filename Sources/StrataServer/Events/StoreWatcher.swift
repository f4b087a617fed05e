import Logging
import ServiceLifecycle
import StrataAPI
import StrataModel
import StrataStore

/// Looks for what other processes write to the store, while someone follows: pipelines that record into the file itself.
struct StoreWatcher: Service {
    let store: any ServerStore
    let foreign: ForeignClock
    let outlines: OutlineCache
    let hub: EventHub
    let logger: Logger

    /// Looks five times a second until the server is told to stop; less often where looking takes long.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            var list = ListSnapshot()
            var count: UInt64?
            var ticks = 0
            while !Task.isCancelled {
                ticks += 1
                if ticks % 100 == 0 { outlines.tidy() }
                let start = ContinuousClock.now
                // The first time only to know what is there already.
                if count == nil || hub.followers > 0 { await look(&count, &list) }
                // Ends early where the server stops; the loop then does, too.
                try? await Task.sleep(for: max(.milliseconds(200), start.duration(to: .now) * 4))
            }
        }
    }

    private func look(_ count: inout UInt64?, _ list: inout ListSnapshot) async {
        do {
            let now = try await foreign.count()
            guard now != count else { return }
            let changes = list.take(try await store.page(PipelineRunQuery(limit: 50)).items)
            if count != nil {
                for id in hub.followed { try await look(at: id, now) }
                for change in changes { hub.changed(change.pipelineRun, state: change.state) }
            }
            count = now
        } catch is CancellationError {
            return
        } catch {
            logger.error("What other processes record cannot be read.", metadata: ["error": "\(error)"])
        }
    }

    private func look(at id: PipelineRunID, _ now: UInt64) async throws {
        // Kept from here on, so that the next look sees what is new.
        guard let changes = try await outlines.refresh(id, now) else {
            _ = try await outlines.outline(of: id)
            hub.found(CollectionOfOne(.lost), in: id)
            return
        }
        hub.found(changes.map { .run($0.index, $0.state) } + [.touched], in: id)
    }
}

/// What the first page of the list said the last time.
private struct ListSnapshot {
    private var known: [PipelineRunID: PipelineRunSummary] = [:]

    /// Takes the page in.
    ///
    /// - Returns: The pipeline runs that are new or changed.
    mutating func take(_ summaries: [PipelineRunSummary]) -> [ListChange] {
        let changed = summaries.filter { known[$0.pipelineRun.id] != $0 }
        known = Dictionary(summaries.map { ($0.pipelineRun.id, $0) }) { first, _ in first }
        return changed.map { ListChange(pipelineRun: $0.pipelineRun.id, state: $0.pipelineRun.state) }
    }
}
