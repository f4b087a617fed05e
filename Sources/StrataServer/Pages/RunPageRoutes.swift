import HTTPTypes
import Hummingbird
import NIOCore
import StrataAPI
import StrataDashboard
import StrataModel
import StrataStore

/// `/runs/{run}` and `/runs/{run}/log.txt`: the page of one run, and its log as text.
enum RunPageRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/runs/{run}") { request, context in
            _ = try request.query()
            let run = try context.runID()
            let data = try await RunPageLoader(store: services.store).data(of: run, now: .now)
            return services.answer(RunPage(data), section: "runs", to: request, context)
        }
        routes.get("/runs/{run}/log.txt") { request, context in
            let query = try request.query("descendants", "level", "q")
            let run = try context.runID()
            return try await log(try LogRoutes.query(query, run), services)
        }
    }

    /// How many lines are read at a time.
    private static let pageLength = 2000

    /// The log as text, read and sent page by page.
    private static func log(_ query: LogQuery, _ services: ServerServices) async throws -> Response {
        var query = query
        query.limit = pageLength
        // The first page also tells whether there is such a run, while there is a status to say it with.
        let first = try await services.store.logs(query)
        let name = "run-\(query.run.short).log"
        let headers: HTTPFields = [
            .contentType: "text/plain; charset=utf-8",
            .contentDisposition: "attachment; filename=\"\(name)\"",
            .cacheControl: "private, no-store",
            .contentSecurityPolicy: "default-src 'none'; sandbox",
            .xContentTypeOptions: "nosniff",
        ]
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { [query] writer in
                var query = query
                var page = first
                var sent = 0
                while !page.lines.isEmpty {
                    var buffer = ByteBuffer()
                    for line in page.lines { buffer.writeString(DownloadedLog.line(line, of: query)) }
                    try await writer.write(buffer)
                    sent += page.lines.count
                    // What is logged meanwhile is left to the next download, or this one would never end.
                    guard sent < first.total else { break }
                    query.cursor = page.next
                    page = try await services.store.logs(query)
                }
                try await writer.finish(nil)
            }
        )
    }
}

/// Lines of a log as text.
enum DownloadedLog {
    /// For example `2026-11-23T06:13:24.125Z info: epoch 3`, with the run's number where there are several.
    static func line(_ line: LogLine, of query: LogQuery) -> String {
        let run = query.includingDescendants ? " [run \(line.run)]" : ""
        let attempt = line.attempt > 1 ? " [attempt \(line.attempt)]" : ""
        // A line without end has one here, and one with an end no second.
        let message = line.message.last?.isNewline == true ? String(line.message.dropLast()) : line.message
        return "\(line.time)\(run)\(attempt) \(line.level): \(message)\n"
    }
}
