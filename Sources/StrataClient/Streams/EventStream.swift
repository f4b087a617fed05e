import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// What a server tells as it happens.
///
/// A connection that is lost is made again, and goes on after the last event that arrived; that is tried as long as the client
/// is patient (``RetryPolicy/patience``), counted anew from each event. Ends where the server says that there is no more, or
/// after an event that is the last of its kind. Nothing is read ahead of whoever iterates, beyond what one chunk of the network
/// holds. To be iterated once at a time.
public struct EventStream<Event: Sendable>: AsyncSequence, Sendable {
    /// The element that the sequence gives.
    public typealias Element = Event

    let client: StrataClient
    let call: Call
    /// The identifier of the event to go on after, or `nil`.
    let lastEventID: String?
    /// Reads an event; `nil` for one that is not wanted.
    let read: @Sendable (EventParser.Event) throws -> Event?
    let isLast: @Sendable (Event) -> Bool

    /// Starts to listen with the first element that is asked for.
    public func makeAsyncIterator() -> Iterator {
        Iterator(stream: self, lastID: lastEventID)
    }

    /// Listens.
    public struct Iterator: AsyncIteratorProtocol {
        private let stream: EventStream
        private var lastID: String?
        private var body: HTTPClientResponse.Body.AsyncIterator?
        private var parser = EventParser()
        private var ready: ArraySlice<EventParser.Event> = []
        private var isOver = false
        private var failures = 0
        private var failingSince: ContinuousClock.Instant?

        init(stream: EventStream, lastID: String?) {
            self.stream = stream
            self.lastID = lastID
        }

        /// The identifier to pass on in order to go on after the last event, also in another process; `nil` before the first.
        public var lastEventID: String? { lastID }

        /// The next event.
        ///
        /// - Throws: `Problem` where the server refuses; ``ClientError`` where it stays out of reach or says what cannot be
        ///   understood; `CancellationError`.
        public mutating func next() async throws -> Event? {
            while !isOver {
                try Task.checkCancellation()
                if let event = ready.popFirst() {
                    if !event.id.isEmpty { lastID = event.id }
                    guard let value = try decode(event) else { continue }
                    isOver = stream.isLast(value)
                    return value
                }
                do {
                    try await read()
                } catch let failure as TransportFailure {
                    body = nil
                    try await pause(after: failure.error(stream.client.address), isPassing: failure.isPassing)
                }
            }
            body = nil
            return nil
        }

        private mutating func read() async throws {
            guard body != nil else { return try await connect() }
            do {
                guard let chunk = try await body?.next() else {
                    throw TransportFailure(.unreachable, "the connection was cut")
                }
                ready = try parser.read(chunk.readableBytesView)[...]
                if !ready.isEmpty { (failures, failingSince) = (0, nil) }
            } catch let error as EventParser.TooLong {
                _ = error
                throw ClientError(.malformedAnswer, "\(stream.client.address) sends an event that is too long.")
            } catch {
                if Task.isCancelled { throw CancellationError() }
                throw TransportFailure.translate(error)
            }
        }

        private mutating func connect() async throws {
            var call = stream.call
            call.headers.replaceOrAdd(name: "accept", value: "text/event-stream")
            if let lastID { call.headers.replaceOrAdd(name: "last-event-id", value: lastID) }
            let answer = try await stream.client.exchange(call) { $0 }
            guard answer.status != 204 else {
                isOver = true
                return
            }
            guard answer.headers.first(name: "content-type")?.hasPrefix("text/event-stream") == true else {
                throw ClientError(
                    .malformedAnswer,
                    "\(stream.client.address) answers \(call.path) with something else than events."
                )
            }
            parser = EventParser()
            body = answer.body.makeAsyncIterator()
        }

        private mutating func pause(after error: ClientError, isPassing: Bool) async throws {
            guard isPassing else { throw error }
            failures += 1
            let since = failingSince ?? .now
            failingSince = since
            var generator = SystemRandomNumberGenerator()
            let wait = stream.client.retries.delay(
                afterFailures: failures,
                elapsed: .now - since,
                asked: parser.retryMilliseconds.map { .milliseconds(Swift.min($0, 60_000)) },
                using: &generator
            )
            guard let wait else { throw error }
            try await Task.sleep(for: wait)
        }

        private func decode(_ event: EventParser.Event) throws -> Event? {
            do {
                return try stream.read(event)
            } catch {
                throw ClientError(
                    .malformedAnswer,
                    "\(stream.client.address) sends an event that cannot be understood: "
                        + PlainText.clean("\(error)", limit: 300)
                )
            }
        }
    }
}
