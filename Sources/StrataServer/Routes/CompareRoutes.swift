import Hummingbird
import StrataAPI
import StrataModel

/// `/compare`: what two runs have in common and what not.
enum CompareRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/compare") { request, _ in
            let query = try request.query("left", "right")
            guard let left = try query.text("left"), let right = try query.text("right") else {
                throw Problem.invalid(
                    "Two runs are needed to compare.",
                    remedy: "Name them as 'left' and 'right'; 'left' may be 'last-good' or 'before'."
                )
            }
            let choice = ComparisonChoice(store: services.store)
            let other = try await choice.run(named: right)
            let one = try await choice.left(left, of: other)
            return try .json(await ComparisonLoader(services: services).comparison(left: one, right: other))
        }
    }
}
