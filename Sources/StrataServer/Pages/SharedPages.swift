package import HTTPTypes
package import Hummingbird
import NIOCore
import StrataAPI
package import StrataDashboard
import StrataModel

extension PageFrame {
    /// The surroundings of a page for whoever asks.
    ///
    /// - Parameters:
    ///   - section: The section of the navigation that is marked; anything else than one of them for none.
    ///   - principal: Who asks; `nil` for nobody.
    package init(section: String, for principal: Principal?) {
        var token: String?
        if case .session(_, let csrfToken) = principal { token = csrfToken }
        self.init(
            section: section,
            user: token == nil ? nil : principal?.name,
            csrfToken: token,
            canSubmit: principal?.maySubmit ?? false,
            version: StrataVersion.current
        )
    }
}

extension ServerServices {
    /// An answer with a page, or that the browser has it already.
    ///
    /// - Parameters:
    ///   - page: The page.
    ///   - section: The section of the navigation that is marked.
    ///   - status: The answer's status.
    ///   - request: The request.
    ///   - context: Who asks.
    /// - Returns: The answer; with status 304 where the page is what `If-None-Match` names.
    package func answer(
        _ page: some DashboardPage,
        section: String,
        status: HTTPResponse.Status = .ok,
        to request: Request,
        _ context: ServerContext
    ) -> Response {
        let html = ByteBuffer(string: dashboard.html(page, in: PageFrame(section: section, for: context.principal)))
        let digest = html.withUnsafeReadableBytes { Digest(hashing: $0) }
        let tag = "\"\(digest.hexadecimal.prefix(24))\""
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "private, no-cache", .eTag: tag,
            .contentSecurityPolicy: ResponseHeaders.pagePolicy, .vary: "Accept-Encoding, Cookie",
        ]
        guard status == .ok else {
            headers[.eTag] = nil
            headers[.cacheControl] = "no-store"
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: html))
        }
        if request.matches(tag) { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: html))
    }

    /// A page that says why there is no other, for browsers; `nil` for the API and for programs, which take JSON.
    func errorPage(_ problem: Problem, to request: Request, _ context: ServerContext) -> Response? {
        let isData = ["/api/", "/assets/", "/healthz", "/readyz", "/metrics"].contains {
            request.uri.path.hasPrefix($0)
        }
        guard !isData, request.takesHTML else { return nil }
        let address = request.head.path ?? "/"
        return answer(
            ErrorPage(problem, at: address),
            section: "",
            status: HTTPResponse.Status(code: problem.status),
            to: request,
            context
        )
    }
}

extension Request {
    /// Whether the client shows pages.
    var takesHTML: Bool {
        headers[.accept]?.lowercased().contains("text/html") ?? false
    }
}
