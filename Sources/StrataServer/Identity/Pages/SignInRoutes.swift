import HTTPTypes
import Hummingbird
import NIOCore
import StrataAPI
import StrataDashboard
import StrataModel

/// The sign-in page, and what its form and the sign-out button send.
struct SignInRoutes: Sendable {
    /// The page's address.
    static let path = "/sign-in"

    let identity: IdentityService
    let dashboard: Dashboard

    /// Shows the form; on an open server, or to whoever is signed in, the page that was asked for.
    func show(_ request: Request, _ context: ServerContext) async throws -> Response {
        let next = LocalPath.checked(request.uri.queryParameters.get("next"))
        if case .anyone = context.principal { return .seeOther(next) }
        if case .session = context.principal { return .seeOther(next) }
        return page(request, .ok, next: next)
    }

    /// Takes the form.
    ///
    /// Whatever goes wrong is said on the page, so that the person can try again.
    func signIn(_ request: Request, _ context: ServerContext) async throws -> Response {
        var request = request
        guard FormFields.isForm(request.headers[.contentType]) else {
            throw Problem(code: "invalid", status: 415, detail: "The sign-in form is sent as \(FormFields.mediaType).")
        }
        let form = FormFields(try await request.collectForm().readableBytesView)
        let next = LocalPath.checked(form["next"])
        let cookie = Credential.cookie(SignInToken.cookieName, in: request.headers)
        guard CrossSiteRule.allows(.init(request.head)) else { throw Problem.crossSite }
        guard SignInToken.matches(form["csrf"], cookie: cookie, identity.secret) else {
            return page(
                request,
                .forbidden,
                next: next,
                failure: .init(
                    code: "forbidden",
                    status: 403,
                    detail: "This form was made a while ago, or for another browser.",
                    remedy: "Paste the key again. The browser has to keep cookies of this site."
                )
            )
        }
        do throws(Problem) {
            let session = try await identity.signIn(
                with: form["key"] ?? "",
                from: identity.clientAddress(request.headers, context.remoteAddress),
                replacing: Self.session(of: request)
            )
            var response = Response.seeOther(next)
            add(Self.cookie(session.text, SessionCookie.longestSeconds), to: &response, request)
            add(Self.formCookie("", 0), to: &response, request)
            return response
        } catch {
            return page(request, .init(code: error.status), next: next, failure: error)
        }
    }

    /// Ends the session; the token of the form has been looked at by ``CSRFMiddleware``.
    func signOut(_ request: Request, _ context: ServerContext) async throws -> Response {
        if let session = Self.session(of: request) { try await identity.signOut(session) }
        var response = Response.seeOther(Self.path)
        add(Self.cookie("", 0), to: &response, request)
        return response
    }

    private func page(
        _ request: Request,
        _ status: HTTPResponse.Status,
        next: String,
        failure: Problem? = nil
    ) -> Response {
        let kept = Credential.cookie(SignInToken.cookieName, in: request.headers).flatMap {
            SignInToken.isWellFormed($0) ? $0 : nil
        }
        // Kept where there is one, so that two open pages both work.
        let cookie = kept ?? SignInToken.newCookie()
        let page = SignInPage(
            next: next,
            formToken: SignInToken.formToken(for: cookie, identity.secret),
            failure: failure?.detail,
            remedy: failure?.remedy
        )
        let frame = PageFrame(
            section: "",
            user: nil,
            csrfToken: nil,
            canSubmit: false,
            version: StrataVersion.current
        )
        var response = Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: dashboard.html(page, in: frame)))
        )
        if let seconds = failure?.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        add(Self.formCookie(cookie, 3600), to: &response, request)
        return response
    }

    private static func session(of request: Request) -> SessionCookie? {
        Credential.cookie(SessionCookie.name, in: request.headers).flatMap { SessionCookie($0) }
    }

    private static func cookie(_ value: String, _ maxAge: Int64) -> SetCookie {
        SetCookie(name: SessionCookie.name, value: value, maxAge: maxAge, isSecure: false)
    }

    private static func formCookie(_ value: String, _ maxAge: Int64) -> SetCookie {
        SetCookie(
            name: SignInToken.cookieName,
            value: value,
            path: path,
            maxAge: maxAge,
            isSecure: false,
            sameSite: .strict
        )
    }

    private func add(_ cookie: SetCookie, to response: inout Response, _ request: Request) {
        var cookie = cookie
        cookie.isSecure = identity.settings.isSecure(request.headers)
        response.headers.append(HTTPField(name: .setCookie, value: cookie.text))
    }
}
