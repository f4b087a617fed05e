import FoundationEssentials
import Hummingbird
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore

/// `/runs/{run}/logs`: what a run logged.
enum LogRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/runs/{run}/logs", for: .scopeOrAttempt(.read)) { request, context in
            let query = try request.query("descendants", "q", "level", "offset", "limit", "fromEnd", "cursor")
            return try .json(await services.store.logs(try self.query(query, try context.runID())))
        }
        routes.post("/api/v1/runs/{run}/logs", for: .scopeOrAttempt(.submit)) { request, context in
            _ = try request.query()
            let run = try context.runID()
            let key = try IdempotencyKey.of(request)
            let lines = try await services.bodies.holding(request) {
                try await request.decode(Lines.self, upTo: BodyLimit.changes).lines
            }
            try ReportCheck.belong(lines.map { ($0.run, $0.attempt) }, to: run, context)
            return try await append(lines.map(RecordChange.log), to: run, key, services)
        }
    }

    private struct Lines: Decodable {
        var lines: [LogLine]
    }

    /// Records what a worker reports.
    static func append(
        _ changes: [RecordChange],
        to run: RunID,
        _ key: String,
        _ services: ServerServices
    ) async throws -> Response {
        _ = try await services.run(run)
        let isNew = try await services.store.append(changes, to: run.pipelineRun, key: key)
        if isNew { services.hub.reported(changes, in: run.pipelineRun) }
        return try .json(["isRepeated": !isNew], status: isNew ? .created : .ok)
    }

    /// Which lines a request asks for.
    static func query(_ query: QueryReader, _ run: RunID) throws(Problem) -> LogQuery {
        let level = try query.text("level")
        guard level.map(levels.contains) ?? true else {
            throw Problem.invalid(
                "The query parameter 'level' is '\(level?.prefix(80) ?? "")'; it takes one of \(levels.joined(separator: ", "))."
            )
        }
        return LogQuery(
            run: run,
            includingDescendants: try query.flag("descendants"),
            text: try query.text("q"),
            level: level,
            offset: try query.integer("offset", in: 0...Int(Int32.max)) ?? 0,
            limit: try query.integer("limit", in: 1...10_000) ?? 1000,
            fromEnd: try query.flag("fromEnd"),
            cursor: try query.text("cursor")
        )
    }

    /// The levels of swift-log, the least grave first.
    static let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
}
