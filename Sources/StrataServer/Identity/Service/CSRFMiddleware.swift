import HTTPTypes
package import Hummingbird
import NIOCore
import StrataAPI

/// Refuses what pages of other sites make a browser send; comes after ``IdentityMiddleware``.
///
/// Concerns requests that change something and are proved by what a browser sends by itself: its cookie, or being on this
/// machine. A session's requests carry its token, too, as the form's field `csrf` or as `X-CSRF-Token`.
package struct CSRFMiddleware: RouterMiddleware {
    package typealias Context = ServerContext

    /// Needs nothing.
    package init() {}

    package func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard !CrossSiteRule.isSafe(request.method.rawValue), let principal = context.principal, principal.isAmbient
        else {
            return try await next(request, context)
        }
        guard CrossSiteRule.allows(.init(request.head)) else { throw Problem.crossSite }
        // The form of the sign-in page has a token of its own, since it is for those who have no session yet.
        guard case .session(_, let csrfToken) = principal, request.uri.path != SignInRoutes.path else {
            return try await next(request, context)
        }
        var request = request
        let token = try await Self.token(of: &request)
        guard let token, ConstantTime.areEqual(token, csrfToken) else { throw Problem.wrongCSRFToken }
        return try await next(request, context)
    }

    /// The token; a form's body is read for it, and stays readable.
    private static func token(of request: inout Request) async throws -> String? {
        if let field = request.headers.value(named: "X-CSRF-Token") { return field }
        guard FormFields.isForm(request.headers[.contentType]) else { return nil }
        let body = try await request.collectForm()
        return FormFields(body.readableBytesView)["csrf"]
    }
}

extension CrossSiteRule.Signs {
    /// What a request says.
    init(_ head: HTTPRequest) {
        self.init(
            fetchSite: head.headerFields.value(named: "Sec-Fetch-Site"),
            origin: head.headerFields[.origin],
            authority: head.authority
        )
    }
}

extension Request {
    /// The body of a form, which stays readable.
    mutating func collectForm() async throws -> ByteBuffer {
        do {
            return try await collectBody(upTo: FormFields.longest)
        } catch is NIOTooManyBytesError {
            throw Problem(
                code: "tooLarge",
                status: 413,
                detail: "The form is larger than the \(FormFields.longest) bytes that are taken here."
            )
        }
    }
}
