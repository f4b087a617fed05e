import HTTPTypes
import Hummingbird
import NIOCore
import StrataAPI
import StrataModel
import StrataStore

/// `/events`, `/pipeline-runs/{id}/events` and `/runs/{run}/logs/follow`: what happens, as it happens.
enum EventRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/events") { request, _ in
            _ = try request.query()
            let last = request.headers[EventStream.lastEventID]
            return try EventStream.answer(request, services) { stream in
                let feed = services.hub.joinList()
                defer { feed.leave() }
                try await stream.follow(feed, from: last.flatMap(feed.position))
            }
        }
        routes.get("/api/v1/pipeline-runs/{id}/events") { request, context in
            _ = try request.query()
            let id = try context.pipelineRunID()
            _ = try await services.record(of: id)
            let last = request.headers[EventStream.lastEventID]
            return try EventStream.answer(request, services) { stream in
                let feed = services.hub.join(id)
                defer { feed.leave() }
                try await stream.follow(feed, from: last.flatMap(feed.position))
            }
        }
        routes.get("/api/v1/runs/{run}/logs/follow", for: .scopeOrAttempt(.read)) { request, context in
            let query = try request.query("descendants", "q", "level", "limit", "cursor")
            var logs = try LogRoutes.query(query, try context.runID())
            logs.cursor = request.headers[EventStream.lastEventID] ?? logs.cursor
            // The first page also says whether the run and the cursor are known, while there is a status to say it with.
            let first = try await services.store.logs(logs)
            return try EventStream.answer(request, services) { [logs] stream in
                try await follow(logs, first, stream, services)
            }
        }
    }

    /// Sends pages of a log as they fill.
    private static func follow(
        _ query: LogQuery,
        _ first: LogPage,
        _ stream: EventStream,
        _ services: ServerServices
    ) async throws {
        let feed = services.hub.join(query.run.pipelineRun)
        defer { feed.leave() }
        var query = query
        // Lines may have come between the page and the feed: the position is that of before.
        var position: UInt64?
        var page = first
        while true {
            if !page.lines.isEmpty || query.cursor == nil {
                try await stream.send(ServerSentEvent.buffer(id: page.next, name: "lines", page))
            }
            query.cursor = page.next
            if page.lines.count < query.limit {
                guard try await stream.wait(feed, after: &position) else { return }
            }
            page = try await services.store.logs(query)
        }
    }
}
