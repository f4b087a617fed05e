package import StrataAPI

extension Problem {
    /// Nobody said who asks.
    package static let keyNeeded = Problem(
        code: "unauthorized",
        status: 401,
        detail: "This server takes requests only with a key.",
        remedy: "Send 'Authorization: Bearer <key>'; 'strata server keys create' on the server's machine makes keys."
    )

    /// What the request shows is not accepted.
    ///
    /// - Parameters:
    ///   - reason: A sentence that says why; never with the secret.
    ///   - remedy: What to do next.
    /// - Returns: The problem, with status 401.
    static func refused(_ reason: String, remedy: String = Problem.makeKey) -> Problem {
        Problem(code: "unauthorized", status: 401, detail: reason, remedy: remedy)
    }

    /// Who asks is known, and may not.
    static func lacksScope(_ scope: Scope, _ principal: Principal) -> Problem {
        let held = principal.scope.map { "whose scope is '\($0.rawValue)'" } ?? "which is for its own run alone"
        return Problem(
            code: "forbidden",
            status: 403,
            detail: "This takes the scope '\(scope.rawValue)'; the request came with \(principal.credentialName), "
                + "\(held).",
            remedy: "Use a key with that scope: 'strata server keys create --name NAME --scope \(scope.rawValue)' on "
                + "the server's machine makes one."
        )
    }

    /// Too many wrong keys from there.
    static func tooManyFailures(seconds: Int) -> Problem {
        Problem(
            code: "tooManyRequests",
            status: 429,
            detail: "Too many wrong keys came from this address.",
            remedy: "Try again in \(seconds) seconds, with a key that 'strata server keys list' shows as valid.",
            retryAfterSeconds: seconds
        )
    }

    /// A page of another site made the browser ask.
    static let crossSite = Problem(
        code: "forbidden",
        status: 403,
        detail: "The browser says that this request comes from a page of another site.",
        remedy: "Use the server's own pages; programs send a key and no 'Origin'."
    )

    /// The form was not made for this session.
    static let wrongCSRFToken = Problem(
        code: "forbidden",
        status: 403,
        detail: "The request does not carry the token of this session.",
        remedy: "Load the page again; scripts send the token as 'X-CSRF-Token'."
    )

    /// An open server was asked for by a name that may be another machine's.
    static func foreignHost(_ host: String?) -> Problem {
        Problem(
            code: "forbidden",
            status: 403,
            detail: "This server has no keys, so it answers only to this machine's own names, not to "
                + "'\((host ?? "").filter { $0.isASCII && $0 != "'" }.prefix(80))'.",
            remedy: "Use http://localhost or http://127.0.0.1, or make a key with 'strata server keys create'."
        )
    }

    static let makeKey = "'strata server keys create' on the server's machine makes a new one."
}
