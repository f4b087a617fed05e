package import Hummingbird

/// What is known of a request while it is answered.
package struct ServerContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Who asks; set before any route is reached.
    package var principal: Principal?

    package init(source: Source) {
        coreContext = .init(source: source)
    }
}
