import StrataAPI
import StrataEngine
package import StrataModel
import Synchronization

/// Keeps what happened on a server.
///
/// Batches of a pipeline run are numbered from when it is created; a batch whose answer is lost is sent again under its number,
/// and so recorded once.
package final class RemoteMetadataStore: MetadataStore {
    let client: StrataClient
    private let cancelRequested: @Sendable (Timestamp) -> Void
    private let channels = Mutex<[PipelineRunID: BatchChannel]>([:])

    /// Keeps records on the server that `client` speaks with.
    ///
    /// - Parameters:
    ///   - client: Speaks with the server, with the patience that recording needs.
    ///   - cancelRequested: Hears, perhaps more than once, that someone wants a pipeline run to be canceled that is being
    ///     recorded here.
    package init(_ client: StrataClient, cancelRequested: @escaping @Sendable (Timestamp) -> Void = { _ in }) {
        self.client = client
        self.cancelRequested = cancelRequested
    }

    package func create(_ pipelineRun: PipelineRunRecord) async throws {
        try await StoreError.translating {
            // At the start nobody waits for long; nor does it matter that the task may be canceled.
            let hurried = client.patient(for: min(client.retries.patience, .seconds(10)))
            let (receipt, isNew) = try await Task { try await hurried.register(pipelineRun) }.value
            let isFirst = channels.withLock { channels in
                guard channels[pipelineRun.id] == nil else { return false }
                channels[pipelineRun.id] = BatchChannel(pipelineRun.id, client, next: receipt.nextBatch)
                return true
            }
            guard isNew, isFirst else {
                throw StoreError(.conflict, "there is a pipeline run \(pipelineRun.id.short) already.")
            }
        }
    }

    package func commit(_ changes: [RecordChange], to pipelineRun: PipelineRunID) async throws {
        let channel = channels.withLock { channels in
            if let channel = channels[pipelineRun] { return channel }
            let channel = BatchChannel(pipelineRun, client, next: nil)
            channels[pipelineRun] = channel
            return channel
        }
        try await StoreError.translating {
            if let time = try await channel.commit(changes).cancelRequestedAt { cancelRequested(time) }
        }
    }

    package func pipelineRun(_ id: PipelineRunID) async throws -> PipelineRunRecord? {
        try await StoreError.translating { try await client.pipelineRun(id)?.pipelineRun }
    }

    package func stateCounts(of pipelineRun: PipelineRunID) async throws -> [RunState: Int] {
        try await StoreError.translating { try await client.pipelineRun(pipelineRun)?.counts ?? [:] }
    }

    package func runs(of pipelineRun: PipelineRunID, in range: Range<RunIndex>) async throws -> [RunRecord] {
        var runs: [RunRecord] = []
        var next: RunIndex? = max(range.lowerBound, 0)
        while let first = next, first < range.upperBound {
            let limit = min(Int(range.upperBound) - Int(first), 5000)
            let page = try await StoreError.translating {
                try await found(await client.runs(of: pipelineRun, from: first, limit: limit)) ?? Page(items: [])
            }
            runs += page.items.prefix { $0.index < range.upperBound }
            next = page.next.flatMap { RunIndex($0) }
        }
        return runs
    }

    package func run(_ id: RunID) async throws -> RunRecord? {
        guard id.index >= 0 else { return nil }
        return try await StoreError.translating { try await client.run(id)?.run }
    }

    package func functions(of pipelineRun: PipelineRunID) async throws -> [FunctionKey: FunctionRecord] {
        try await StoreError.translating { try await found(await client.functions(of: pipelineRun)) ?? [:] }
    }

    package func logs(of run: RunID, includingDescendants: Bool) async throws -> [LogLine] {
        var lines: [LogLine] = []
        var query = LogQuery(run: run, includingDescendants: includingDescendants, limit: 10_000)
        while true {
            let page = try await StoreError.translating { [query] in try await found(await client.logs(query)) }
            guard let page, !page.lines.isEmpty else { return lines }
            lines += page.lines
            guard page.offset + page.lines.count < page.total else { return lines }
            query.cursor = page.next
        }
    }

    package func metrics(of run: RunID) async throws -> [MetricPoint] {
        try await StoreError.translating { try await found(await client.metrics(of: run)) ?? [] }
    }

    /// What a call gives; `nil` where there is nothing of that name.
    private func found<Value: Sendable>(_ call: @autoclosure () async throws -> Value) async throws -> Value? {
        do {
            return try await call()
        } catch let problem as Problem where problem.code == "notFound" {
            return nil
        }
    }
}
