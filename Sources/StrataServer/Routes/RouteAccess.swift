package import StrataAPI
import StrataModel

/// Who may use a route.
package enum RouteAccess: Sendable, Hashable {
    /// Anyone.
    case open
    /// Whoever has this scope.
    case scope(Scope)
    /// Whoever has this scope, and the worker that executes the run which the path's `{run}` names.
    case scopeOrAttempt(Scope)

    /// Lets the request pass or not.
    ///
    /// - Throws: `Problem` with status 401 where nobody said who asks, 403 where they may not.
    func check(_ context: ServerContext) throws(Problem) {
        switch self {
        case .open: return
        case .scope(let scope): try Self.require(scope, context)
        case .scopeOrAttempt(let scope):
            guard case .attempt(let run, _) = context.principal else { return try Self.require(scope, context) }
            guard try context.runID() == run else {
                throw .forbidden("This token is for run \(run.short) alone.")
            }
        }
    }

    private static func require(_ scope: Scope, _ context: ServerContext) throws(Problem) {
        guard let principal = context.principal else {
            throw Problem(
                code: "unauthorized",
                status: 401,
                detail: "A key is needed here.",
                remedy: "Send 'Authorization: Bearer <key>'; 'strata server keys create' makes keys."
            )
        }
        guard let held = principal.scope, held >= scope else {
            throw .forbidden(
                "\(principal.name ?? "This request") may not do this: it takes the scope '\(scope.rawValue)'.",
                remedy: "Ask for a key with that scope; 'strata server keys create --scope \(scope.rawValue)' makes one."
            )
        }
    }
}
