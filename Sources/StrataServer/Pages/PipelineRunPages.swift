import Hummingbird
import StrataAPI
import StrataDashboard
import StrataEngine
import StrataGraph
import StrataModel
import StrataStore

/// `/pipeline-runs/{id}`: the page of a pipeline run.
enum PipelineRunPages {
    /// The runs that stand in the page itself, for those without scripts.
    private static let rows = 100

    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/pipeline-runs/{id}") { request, context in
            let query = try request.graphQuery(besides: "tab")
            let id = try context.pipelineRunID()
            let known = try await services.outlines.outline(of: id)
            let summary = try await services.summary(of: id)
            let data = PipelineRunPageData(
                summary: summary,
                window: known.outline.graph(query),
                listing: known.outline.listing(RunListingQuery(limit: rows)),
                notes: try await services.store.notes(of: id),
                failed: try await failed(known.outline, of: id, services),
                hasLastGood: try await hasLastGood(summary.pipelineRun, services),
                now: .now
            )
            let page = try PipelineRunPage(data, canSubmit: context.principal?.maySubmit ?? false)
            return services.answer(page, section: "runs", to: request, context)
        }
    }

    /// Whether there is something for "Compare with last good" to compare with.
    private static func hasLastGood(_ pipelineRun: PipelineRunRecord, _ services: ServerServices) async throws -> Bool {
        let query = PipelineRunQuery(
            states: [.succeeded],
            function: pipelineRun.function,
            until: pipelineRun.createdAt,
            limit: 1
        )
        return try await !services.store.page(query).items.isEmpty
    }

    private static func failed(
        _ outline: PipelineOutline,
        of id: PipelineRunID,
        _ services: ServerServices
    ) async throws -> (run: RunIndex, label: String, failure: RunFailure?)? {
        guard let run = outline.firstFailed else { return nil }
        let record = try await services.store.run(RunID(pipelineRun: id, index: run))
        return (run, outline.label(of: run), record?.failure)
    }
}
