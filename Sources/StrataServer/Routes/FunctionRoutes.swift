import Hummingbird
import StrataAPI
import StrataEngine
import StrataStore

/// `/functions` and `/facets`: which pipelines there are, and what lists can be narrowed down by.
enum FunctionRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/functions") { request, _ in
            let query = try request.query("latest", "limit", "cursor")
            return try .json(
                await services.store.functionSummaries(
                    latest: try query.integer("latest", in: 0...100) ?? 20,
                    limit: try query.integer("limit", in: 1...200) ?? 50,
                    cursor: try query.text("cursor")
                )
            )
        }
        routes.get("/api/v1/functions/{name}/versions") { request, context in
            _ = try request.query()
            let name = try context.pathText("name")
            let versions = try await services.store.functionVersions(named: name)
            guard !versions.isEmpty else { throw Problem.notFound("There is no function '\(name.prefix(200))'.") }
            return try .json(versions)
        }
        routes.get("/api/v1/facets") { request, _ in
            _ = try request.query()
            return try .json(await services.store.facets())
        }
    }
}
