import Hummingbird
import StrataDashboard
import StrataModel
import StrataStore

/// `/runs`: the list of pipeline runs.
enum RunsPages {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/runs") { request, context in
            let query = try QueryReader(request, allowing: RunsFilter.names)
            let filter = try RunsFilter(
                RunsFilter.names.sorted().flatMap { name in query.all(name).map { (name, $0) } }
            )
            let now = Timestamp.now
            let runs = try await services.store.page(filter.query(now: now, limit: RunsPage.rowsPerPage))
            let facets = try await services.store.facets()
            let choices = FilterChoices(users: facets.users, tags: facets.tags, functions: facets.functions)
            let page = RunsPage(runs, filter: filter, facets: choices, now: now)
            return services.answer(page, section: "runs", to: request, context)
        }
    }
}
