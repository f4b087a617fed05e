import Hummingbird
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore

/// `/runs/{run}/metrics`: values that a run reported.
enum MetricRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/runs/{run}/metrics", for: .scopeOrAttempt(.read)) { request, context in
            _ = try request.query()
            let run = try context.runID()
            _ = try await services.run(run)
            return try .json(await services.store.metrics(of: run))
        }
        routes.post("/api/v1/runs/{run}/metrics", for: .scopeOrAttempt(.submit)) { request, context in
            _ = try request.query()
            let run = try context.runID()
            let key = try IdempotencyKey.of(request)
            let points = try await services.bodies.holding(request) {
                try await request.decode([MetricPoint].self, upTo: BodyLimit.changes)
            }
            try ReportCheck.belong(points.map { ($0.run, $0.attempt) }, to: run, context)
            return try await LogRoutes.append(points.map(RecordChange.metric), to: run, key, services)
        }
    }
}
