package import Hummingbird
package import NIOCore

/// What is known of a request while it is answered.
package struct ServerContext: RequestContext, RemoteAddressRequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Who asks; set before any route is reached.
    package var principal: Principal?
    /// What the log calls the request; set before all else.
    package var requestID = ""
    /// Where it comes from.
    package let remoteAddress: SocketAddress?

    package init(source: Source) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
