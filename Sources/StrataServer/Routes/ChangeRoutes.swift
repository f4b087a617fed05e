import Hummingbird
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore

/// `/pipeline-runs/{id}/changes`: what drivers send; and what people ask of drivers.
enum ChangeRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.post("/api/v1/pipeline-runs/{id}/changes") { request, context in
            _ = try request.query()
            let id = try context.pipelineRunID()
            let batch = try await services.bodies.holding(request) {
                try await request.decode(ChangeBatch.self, upTo: BodyLimit.changes)
            }
            guard batch.number >= 0 else {
                throw Problem.invalid("The batch has the number \(batch.number); they start at 0.")
            }
            return try .json(await services.commits.commit(batch, to: id))
        }
        routes.post("/api/v1/pipeline-runs/{id}/cancel") { request, context in
            _ = try request.query()
            let id = try context.pipelineRunID()
            let summary = try await services.summary(of: id)
            guard summary.isRemote else {
                throw Problem.conflict(
                    "The driver of this pipeline run does not report to this server, so it cannot be told to stop.",
                    remedy:
                        "Stop the process \(summary.pipelineRun.driver.processID) on \(summary.pipelineRun.driver.host) itself."
                )
            }
            guard try await services.store.requestCancel(of: id, at: .now) != nil else {
                throw Problem.conflict(
                    "The pipeline run has ended: it is \(try await services.record(of: id).state.rawValue)."
                )
            }
            services.hub.remarked(id)
            return try .json(await services.summary(of: id), status: .accepted)
        }
        routes.post("/api/v1/pipeline-runs/{id}/rerun") { request, context in
            _ = try request.query()
            _ = try await services.record(of: try context.pipelineRunID())
            throw Problem.conflict(
                "The server cannot start a pipeline run yet.",
                remedy: "Start it again where its program is: 'strata run' in its package."
            )
        }
    }
}
