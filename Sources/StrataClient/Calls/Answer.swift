import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The head of an answer, and its body as it comes in.
struct Answer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    /// To be iterated once.
    var body: HTTPClientResponse.Body
    /// How often the call had been made when this answer came.
    var attempts: Int

    /// The length that the head states, or `nil`.
    var contentLength: Int64? {
        headers.first(name: "content-length").flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    /// The whole body.
    ///
    /// - Returns: `nil` where it is longer than `limit`.
    /// - Throws: ``TransportFailure`` where the connection is lost, `CancellationError` where the task is canceled.
    func bytes(limit: Int) async throws -> [UInt8]? {
        if let contentLength, contentLength > limit { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(contentLength ?? 0))
        do {
            for try await chunk in body {
                guard bytes.count + chunk.readableBytes <= limit else { return nil }
                bytes.append(contentsOf: chunk.readableBytesView)
            }
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw TransportFailure.translate(error)
        }
        return bytes
    }

    /// Reads what is left of a small body, so that the connection can be used again; gives up a large one.
    func drain() async {
        // Only the connection is at stake: the answer has served.
        _ = try? await bytes(limit: 64 * 1024)
    }
}
