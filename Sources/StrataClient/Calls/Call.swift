import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import StrataModel

/// One call of the API: what is asked, not how often.
///
/// All calls may be repeated: they are addressed by key, number or digest.
struct Call: Sendable {
    var method: HTTPMethod
    /// The path below the address, from `/` on, its parts percent-encoded.
    var path: String
    var query: [(name: String, value: String)] = []
    var headers: HTTPHeaders = [:]
    /// Makes the body; asked once for each time the call is made.
    var body: @Sendable () throws -> HTTPClientRequest.Body? = { nil }
    /// Statuses that are an answer besides those of 200 to 299.
    var accepted: Set<Int> = []
    /// For how long it is repeated; the client's own patience where `nil`.
    var patience: Duration?
    /// Whether nobody wants to wait for a server that does not answer any more.
    var isHurried: @Sendable () -> Bool = { false }
    /// The longest time until the head of the answer; `nil` where only silence counts.
    var deadline: Duration? = .seconds(60)

    /// A call below `/api/v1`.
    init(_ method: HTTPMethod, _ parts: String..., query: [(name: String, value: String)] = []) {
        self.method = method
        path = "/api/v1" + parts.map { "/" + PercentEncoding.encode($0) }.joined()
        self.query = query
    }

    /// Path and query.
    var target: String {
        guard !query.isEmpty else { return path }
        return path + "?"
            + query.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
            .joined(separator: "&")
    }

    /// The same call with a JSON body.
    func sending(_ json: [UInt8]) -> Call {
        let buffer = ByteBuffer(bytes: json)
        var call = self
        call.headers.replaceOrAdd(name: "content-type", value: "application/json")
        call.body = { .bytes(buffer) }
        return call
    }

    /// The same call with an `Idempotency-Key`, so that repeating it does nothing twice.
    func keyed(_ key: String) -> Call {
        var call = self
        call.headers.replaceOrAdd(name: "idempotency-key", value: key)
        return call
    }
}
