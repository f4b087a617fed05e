import HTTPTypes
import Hummingbird
import StrataAPI
import StrataGraph
import StrataModel

/// `/pipeline-runs/{id}/graph` and `/timeline`: parts of a pipeline run's graph, laid out.
enum GraphRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/pipeline-runs/{id}/graph") { request, context in
            let query = try request.graphQuery()
            let known = try await services.outlines.outline(of: try context.pipelineRunID())
            return try answer(request, tag: known.tag) { known.outline.graph(query) }
        }
        routes.get("/api/v1/pipeline-runs/{id}/timeline") { request, context in
            let query = try request.graphQuery()
            let known = try await services.outlines.outline(of: try context.pipelineRunID())
            return try answer(request, tag: known.tag) { known.outline.timeline(query) }
        }
        routes.get("/api/v1/pipeline-runs/{id}/graph/members") { request, context in
            let query = try listingQuery(request)
            let known = try await services.outlines.outline(of: try context.pipelineRunID())
            return try answer(request, tag: known.tag) { known.outline.listing(query) }
        }
    }

    /// An answer that is made only where the client does not have it.
    private static func answer(
        _ request: Request,
        tag: String,
        _ make: () throws -> some Encodable
    ) throws -> Response {
        let tag = "\"\(tag)\""
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
        if request.matches(tag) { return Response(status: .notModified, headers: headers) }
        return try .json(make(), headers: headers)
    }

    private static func listingQuery(_ request: Request) throws -> RunListingQuery {
        let query = try request.query("group", "parent", "state", "q", "from", "limit")
        func run(_ name: String) throws -> RunIndex? {
            try query.integer(name, in: 0...Int(RunIndex.max)).map { RunIndex($0) }
        }
        return RunListingQuery(
            group: try run("group"),
            parent: try run("parent"),
            states: try query.cases("state", of: RunState.self),
            text: try query.text("q") ?? "",
            first: try run("from") ?? 0,
            limit: try query.integer("limit", in: 1...1000) ?? 100
        )
    }
}

extension Request {
    /// Which part of a graph is asked for.
    ///
    /// - Parameter others: Parameters that the query may have besides.
    /// - Returns: The part.
    /// - Throws: `Problem` for parameters that are not known or not allowed.
    func graphQuery(besides others: String...) throws -> GraphQuery {
        let query = try QueryReader(self, allowing: Set(["open", "focus", "direction"] + others))
        let open = try query.text("open").map { text in
            try Set(text.split(separator: ",", omittingEmptySubsequences: true).map(Self.run))
        }
        let directions = try query.cases("direction", of: GraphQuery.Direction.self)
        return GraphQuery(
            open: open,
            focus: try query.text("focus").flatMap(Self.focus),
            direction: directions.count == 1 ? directions.first : nil
        )
    }

    private static func run(_ text: Substring) throws -> RunIndex {
        guard let run = RunIndex(text), run >= 0 else {
            throw Problem.invalid(
                "The query parameter 'open' has '\(text.prefix(80))'; it takes runs' numbers, as in 3,17."
            )
        }
        return run
    }

    /// A run's number; that of the first member where it names a group, which needs nothing opened for it.
    private static func focus(_ text: String) throws -> RunIndex? {
        if text.isEmpty || text.hasPrefix("g") { return nil }
        guard let run = RunIndex(text), run >= 0 else {
            throw Problem.invalid("The query parameter 'focus' is '\(text.prefix(80))'; it takes a run's number.")
        }
        return run
    }
}
