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
    /// Whoever says who they are; the route itself looks at what they may.
    case anyPrincipal

    /// Lets the request pass or not.
    ///
    /// - Throws: `Problem` with status 401 where nobody said who asks, 403 where they may not.
    func check(_ context: ServerContext) throws(Problem) {
        switch self {
        case .open: return
        case .scope(let scope): try Principal.require(scope, of: context.principal)
        case .scopeOrAttempt(let scope):
            guard case .attempt(let run, _) = context.principal else {
                return try Principal.require(scope, of: context.principal)
            }
            guard try context.runID() == run else {
                throw .forbidden("This token is for run \(run.short) alone.")
            }
        case .anyPrincipal:
            guard context.principal != nil else { throw .keyNeeded }
        }
    }
}
