import HTTPTypes
package import Hummingbird
import StrataAPI

/// Finds out who asks, before any route is reached; sends browsers that nobody signed in with to the sign-in page.
package struct IdentityMiddleware: RouterMiddleware {
    package typealias Context = ServerContext

    private let identity: IdentityService

    /// Asks `identity`.
    package init(_ identity: IdentityService) {
        self.identity = identity
    }

    package func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.principal = try await identity.principal(of: request.head, remoteAddress: context.remoteAddress)
        do {
            return try await next(request, context)
        } catch let problem as Problem where problem.status == 401 && context.principal == nil {
            guard Self.isPage(request.head) else { throw problem }
            return .seeOther(LocalPath.signIn(thenTo: request.head.path ?? "/"))
        }
    }

    /// Whether a browser asks for a page rather than a program for data.
    static func isPage(_ head: HTTPRequest) -> Bool {
        guard head.method == .get || head.method == .head, let path = head.path, !path.hasPrefix("/api/") else {
            return false
        }
        return head.headerFields[.accept]?.lowercased().contains("text/html") ?? false
    }
}

extension Response {
    /// Sends a browser on to an address of this server, which must have passed ``LocalPath``.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }
}
