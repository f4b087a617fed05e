import NIOHTTP1

/// A request that a ``FaultProxy`` saw.
struct RecordedRequest: Sendable {
    var method: String
    var uri: String
    var headers: HTTPHeaders
    var bodyLength = 0

    var authorization: String? { headers.first(name: "authorization") }
}
