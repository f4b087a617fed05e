package import StrataAPI
import StrataEngine
package import StrataModel

extension RemoteMetadataStore {
    /// The pages are asked for until there is enough: what only this client compares is not counted by the server.
    private static let pageSize = 200

    package func pipelineRuns(_ filter: PipelineRunFilter) async throws -> [PipelineRunRecord] {
        try await summaries(filter).map(\.pipelineRun)
    }

    /// Pipeline runs that match with what lists show of them, the newest first.
    package func summaries(_ filter: PipelineRunFilter) async throws -> [PipelineRunSummary] {
        let query = PipelineRunQuery(
            states: filter.states,
            tags: filter.tags,
            since: filter.since,
            text: filter.function,
            limit: filter.function == nil ? min(max(filter.limit, 1), Self.pageSize) : Self.pageSize
        )
        let wanted = filter.function?.lowercased()
        return try await collect(query, limit: filter.limit) { summary in
            guard let wanted else { return true }
            return [summary.pipelineRun.function, summary.pipelineRun.name, summary.label]
                .contains { $0.lowercased().contains(wanted) }
        }
    }

    package func pipelineRunIDs(prefix: String, limit: Int) async throws -> [PipelineRunID] {
        let prefix = prefix.lowercased()
        guard limit > 0, prefix.utf8.count <= 32, prefix.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return [] }
        if let id = PipelineRunID(prefix) { return try await pipelineRun(id).map { [$0.id] } ?? [] }
        let query = PipelineRunQuery(text: prefix.isEmpty ? nil : prefix, limit: Self.pageSize)
        return try await collect(query, limit: limit) { $0.pipelineRun.id.description.hasPrefix(prefix) }
            .map(\.pipelineRun.id)
    }

    private func collect(
        _ first: PipelineRunQuery,
        limit: Int,
        where isWanted: (PipelineRunSummary) -> Bool
    ) async throws -> [PipelineRunSummary] {
        guard limit > 0 else { return [] }
        var query = first
        var found: [PipelineRunSummary] = []
        while true {
            let page = try await StoreError.translating { [query] in try await client.page(query) }
            found += page.items.filter(isWanted)
            guard found.count < limit, let next = page.next else { return Array(found.prefix(limit)) }
            query.cursor = next
        }
    }
}
