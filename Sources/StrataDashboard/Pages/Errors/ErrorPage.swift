package import StrataAPI

/// A page that says why there is no other.
package struct ErrorPage: DashboardPage {
    package let template = "error"
    package let title: String
    let heading: String
    let detail: String
    /// What to do next; `nil` where that cannot be said.
    let remedy: String?
    let status: String
    /// How the server's log calls the request; `nil` where it has no name.
    let requestID: String?
    /// Where to sign in; `nil` where that would not help.
    let signIn: String?

    /// Describes a refusal.
    ///
    /// - Parameters:
    ///   - problem: What the server says.
    ///   - address: The path and query that were asked for, to come back to after signing in.
    package init(_ problem: Problem, at address: String) {
        heading =
            switch problem.status {
            case 400: "That address asks for something that cannot be"
            case 401: "Sign in to see this"
            case 403: "This is not yours to see"
            case 404: "There is nothing here"
            case 409: "That is not possible now"
            case 429: "Too many requests"
            case 503: "The server cannot answer now"
            default: problem.status >= 500 ? "The server met an error" : "That did not work"
            }
        title = heading
        detail = problem.detail
        // What programs can do next helps nobody who reads a page.
        remedy = problem.remedy.flatMap { $0.hasPrefix("GET ") ? nil : $0 }
        status = String(problem.status)
        requestID = problem.requestID
        signIn = problem.status == 401 ? PageAddress.address("/sign-in", [("next", address)]) : nil
    }
}
