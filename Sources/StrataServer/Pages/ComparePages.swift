import HTTPTypes
import Hummingbird
import StrataAPI
import StrataDashboard
import StrataModel
import StrataStore

/// `/compare`: two runs side by side.
enum ComparePages {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/compare") { request, context in
            let query = try request.query("left", "right", "pick")
            let picked = query.all("pick")
            if !picked.isEmpty { return try await redirect(picked, services) }
            let (left, right) = (try query.text("left") ?? "", try query.text("right") ?? "")
            let choice = ComparisonChoice(store: services.store)
            do {
                return try await compare(left, right, choice, services, request, context)
            } catch let problem as Problem where problem.status < 500 {
                // What was typed stays in its fields.
                return try await answer(nil, (left, right), nil, problem, services, request, context)
            }
        }
    }

    private static func compare(
        _ left: String,
        _ right: String,
        _ choice: ComparisonChoice,
        _ services: ServerServices,
        _ request: Request,
        _ context: ServerContext
    ) async throws -> Response {
        let other = right.isEmpty ? nil : try await choice.run(named: right)
        guard let other, !left.isEmpty else {
            return try await answer(nil, (left, right), other, nil, services, request, context)
        }
        let one = try await choice.left(left, of: other)
        // The same comparison tomorrow: an address says which runs, not how they were found.
        guard left == one.text, right == other.text else {
            return .seeOther(PageAddress.compare(left: one.text, right: other.text))
        }
        let comparison = try await ComparisonLoader(services: services).comparison(left: one, right: other)
        return try await answer(comparison, (left, right), other, nil, services, request, context)
    }

    private static func answer(
        _ comparison: Comparison?,
        _ chosen: (left: String, right: String),
        _ right: RunID?,
        _ problem: Problem?,
        _ services: ServerServices,
        _ request: Request,
        _ context: ServerContext
    ) async throws -> Response {
        var query = PipelineRunQuery(limit: 50)
        if let right { query.function = try await services.record(of: right.pipelineRun).function }
        let recent = try await services.store.page(query).items
        let now = Timestamp.now
        let picker = ComparePicker(left: chosen.left, right: chosen.right, recent: recent, now: now)
        return services.answer(
            ComparePage(comparison, picker: picker, problem: problem, now: now),
            section: "compare",
            status: HTTPResponse.Status(code: problem?.status ?? 200),
            to: request,
            context
        )
    }

    /// Two that were selected in a list: the older one goes to the left.
    private static func redirect(_ picked: [String], _ services: ServerServices) async throws -> Response {
        guard picked.count == 2 else {
            throw Problem.invalid(
                "\(picked.count) runs were selected; two can be compared.",
                remedy: "Go back to the list and select two."
            )
        }
        let choice = ComparisonChoice(store: services.store)
        let (first, second) = (try await choice.run(named: picked[0]), try await choice.run(named: picked[1]))
        let times = (
            try await services.record(of: first.pipelineRun).createdAt,
            try await services.record(of: second.pipelineRun).createdAt
        )
        let (left, right) = times.0 <= times.1 ? (first, second) : (second, first)
        return .seeOther(PageAddress.compare(left: left.text, right: right.text))
    }
}
