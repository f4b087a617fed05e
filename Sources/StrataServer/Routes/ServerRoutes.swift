package import HTTPTypes
package import Hummingbird
import StrataAPI

/// Takes routes: each with who may use it.
///
/// A file of routes is an enum with `static func add(to routes: ServerRoutes, _ services: ServerServices)`, called in
/// `ServerRoutes+All.swift`. Handlers throw `Problem`, `StoreError` or anything else; the answer is made of it.
package struct ServerRoutes {
    /// What answers one request.
    package typealias Handler = @Sendable (Request, ServerContext) async throws -> Response

    private let router: Router<ServerContext>

    /// Adds to `router`.
    init(_ router: Router<ServerContext>) {
        self.router = router
    }

    /// Adds a route; its path is written as in `/api/v1/runs/{run}`, and may end with `/**`.
    ///
    /// Every GET answers HEAD, too.
    package func on(
        _ method: HTTPRequest.Method,
        _ path: String,
        for access: RouteAccess,
        use handler: @escaping Handler
    ) {
        router.on(RouterPath(path), method: method) { request, context in
            try access.check(context)
            return try await handler(request, context)
        }
    }

    /// Adds a route that looks at something.
    package func get(_ path: String, for access: RouteAccess = .scope(.read), use handler: @escaping Handler) {
        on(.get, path, for: access, use: handler)
    }

    /// Adds a route that adds something.
    package func post(_ path: String, for access: RouteAccess = .scope(.submit), use handler: @escaping Handler) {
        on(.post, path, for: access, use: handler)
    }

    /// Adds a route that sets something.
    package func put(_ path: String, for access: RouteAccess = .scope(.submit), use handler: @escaping Handler) {
        on(.put, path, for: access, use: handler)
    }

    /// Adds a route that removes something.
    package func delete(_ path: String, for access: RouteAccess = .scope(.submit), use handler: @escaping Handler) {
        on(.delete, path, for: access, use: handler)
    }
}
