import Hummingbird
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore

/// `/pipeline-runs`: lists of them, new ones, and what is known of one.
enum PipelineRunRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/pipeline-runs") { request, _ in
            try .json(await services.store.page(try query(request)))
        }
        routes.post("/api/v1/pipeline-runs") { request, _ in
            _ = try request.query()
            let record = try await request.decode(PipelineRunRecord.self)
            let isNew = try await services.store.pipelineRun(record.id) == nil
            let receipt = try await services.store.register(record)
            services.hub.changed(record.id, state: record.state)
            return try .json(receipt, status: isNew ? .created : .ok)
        }
        routes.get("/api/v1/pipeline-runs/{id}") { request, context in
            _ = try request.query()
            return try .json(await services.summary(of: try context.pipelineRunID()))
        }
        routes.get("/api/v1/pipeline-runs/{id}/functions") { request, context in
            _ = try request.query()
            let id = try context.pipelineRunID()
            _ = try await services.record(of: id)
            let functions = try await services.store.functions(of: id)
            return try .json(Dictionary(functions.map { (String($0.key), $0.value) }) { $1 })
        }
        routes.get("/api/v1/pipeline-runs/{id}/runs") { request, context in
            let query = try request.query("from", "limit", "state")
            let id = try context.pipelineRunID()
            _ = try await services.record(of: id)
            return try .json(
                await RunPages(store: services.store).page(
                    of: id,
                    from: RunIndex(try query.integer("from", in: 0...Int(RunIndex.max - 1)) ?? 0),
                    limit: try query.integer("limit", in: 1...10_000) ?? 1000,
                    states: try query.cases("state", of: RunState.self)
                )
            )
        }
    }

    private static func query(_ request: Request) throws -> PipelineRunQuery {
        let query = try request.query(
            "state",
            "function",
            "tag",
            "user",
            "since",
            "until",
            "q",
            "limit",
            "cursor"
        )
        let tags = query.all("tag")
        guard tags.count <= 20 else { throw Problem.invalid("At most 20 tags can be asked for at once.") }
        return PipelineRunQuery(
            states: try query.cases("state", of: PipelineRunState.self),
            function: try query.text("function"),
            tags: tags,
            user: try query.text("user"),
            since: try query.moment("since"),
            until: try query.moment("until"),
            text: try query.text("q"),
            limit: try query.integer("limit", in: 1...200) ?? 50,
            cursor: try query.text("cursor")
        )
    }
}
