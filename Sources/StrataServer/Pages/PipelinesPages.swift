import Hummingbird
import StrataDashboard
import StrataModel
import StrataStore

/// `/`: the pipelines.
enum PipelinesPages {
    /// How many stand on a page.
    private static let length = 100

    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/") { request, context in
            let query = try request.query("q", "cursor")
            let cursor = try query.text("cursor")
            let functions = try await services.store.functionSummaries(
                latest: PipelinesPage.latest,
                limit: length,
                cursor: cursor
            )
            let page = PipelinesPage(
                functions,
                query: try query.text("q") ?? "",
                isFirst: cursor == nil,
                now: .now
            )
            return services.answer(page, section: "pipelines", to: request, context)
        }
    }
}
