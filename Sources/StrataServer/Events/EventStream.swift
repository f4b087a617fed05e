import HTTPTypes
import Hummingbird
import NIOCore
import StrataAPI

/// A response whose body goes on until the client leaves or the server ends.
struct EventStream {
    private let box: Box

    /// The writer of the body, for the one task that has it.
    private final class Box {
        var writer: any ResponseBodyWriter

        init(_ writer: any ResponseBodyWriter) {
            self.writer = writer
        }
    }

    static let lastEventID = HTTPField.Name("Last-Event-ID") ?? .eTag

    /// At most this many may follow at once.
    private static let limit = 8000

    /// The answer to a request for events, which `body` sends.
    ///
    /// - Throws: `Problem` with status 503 where too many follow already.
    static func answer(
        _ request: Request,
        _ services: ServerServices,
        _ body: @escaping @Sendable (EventStream) async throws -> Void
    ) throws(Problem) -> Response {
        guard services.hub.followers < limit else {
            throw Problem(
                code: "unavailable",
                status: 503,
                detail: "\(limit) connections follow events already.",
                remedy: "Try again later, or read again now and then instead."
            )
        }
        let headers: HTTPFields = [
            .contentType: "text/event-stream", .cacheControl: "no-store", .init("X-Accel-Buffering") ?? .server: "no",
        ]
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { writer in
                try await writer.write(ServerSentEvent.opening)
                let box = Box(writer)
                // Ends when the client closes its side: nothing else tells while there is nothing to send.
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await body(EventStream(box: box))
                }
                try await box.writer.finish(nil)
            }
        )
    }

    /// Sends an event.
    func send(_ event: ByteBuffer?) async throws {
        guard let event else { return }
        try await box.writer.write(event)
    }

    /// Sends what a feed says, from after `position` on, until it ends; from its present state on where that is `nil`.
    func follow<Change, Snapshot>(_ feed: EventFeed<Change, Snapshot>, from position: UInt64?) async throws {
        var position = position
        while true {
            switch await feed.wait(after: position) {
            case .closed: return
            case .heartbeat: try await send(ServerSentEvent.heartbeat)
            case .changed:
                guard let frame = feed.frame(after: position) else { continue }
                position = frame.position
                try await send(frame.bytes)
            }
        }
    }

    /// Waits until a feed says anything new, keeping the connection alive.
    ///
    /// - Returns: `false` where the feed has ended.
    func wait<Change, Snapshot>(_ feed: EventFeed<Change, Snapshot>, after position: inout UInt64?) async throws -> Bool
    {
        while true {
            switch await feed.wait(after: position) {
            case .closed: return false
            case .heartbeat: try await send(ServerSentEvent.heartbeat)
            case .changed:
                position = feed.released
                return true
            }
        }
    }
}
