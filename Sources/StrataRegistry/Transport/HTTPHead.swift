import NIOHTTP1

/// The status and headers of an answer.
struct HTTPHead: Sendable {
    var status: Int
    var headers: HTTPHeaders

    /// The length that the head states, or `nil`.
    var contentLength: Int64? {
        headers.first(name: "content-length").flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }
}
