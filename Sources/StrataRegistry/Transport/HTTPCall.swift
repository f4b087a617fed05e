import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// One HTTP request.
struct HTTPCall: Sendable {
    var method: HTTPMethod
    var address: WebAddress
    var headers: HTTPHeaders = [:]
    /// Makes the body; asked once for each time the request is sent.
    var body: @Sendable () -> HTTPClientRequest.Body? = { nil }
}
