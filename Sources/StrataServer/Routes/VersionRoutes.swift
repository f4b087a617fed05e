import Hummingbird
import StrataAPI

/// `/version`: which server this is.
enum VersionRoutes {
    static func add(to routes: ServerRoutes, _ services: ServerServices) {
        routes.get("/api/v1/version", for: .open) { request, _ in
            _ = try request.query()
            return try .json(ClientVersion.server)
        }
    }
}
