import Hummingbird
import StrataAPI
import StrataDashboard
import StrataModel
import StrataStore

/// `/functions/{name}`: one function.
enum FunctionPages {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/functions/{name}") { request, context in
            _ = try request.query()
            let name = try context.pathText("name")
            let versions = try await services.store.functionVersions(named: name)
            let runs = try await services.store.page(
                PipelineRunQuery(function: name, limit: FunctionPage.historyLength)
            )
            guard let page = FunctionPage(versions, runs: runs.items, now: .now) else {
                throw Problem.notFound(
                    "There is no function '\(name.prefix(200))'.",
                    remedy: "The page of pipelines lists those that are the root of a pipeline run."
                )
            }
            return services.answer(page, section: "pipelines", to: request, context)
        }
    }
}
