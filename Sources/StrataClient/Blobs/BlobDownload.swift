import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import StrataAPI
import StrataModel

/// The bytes of a blob, in chunks as the network brings them.
///
/// Nothing is read ahead of whoever iterates. A connection that is cut is made again, and the rest asked for. Of a whole blob the
/// last chunk is handed out only once all bytes have the digest they should have; a part of one is not verified. To be iterated
/// once.
public struct BlobDownload: AsyncSequence, Sendable {
    /// Bytes, never none.
    public typealias Element = [UInt8]

    let client: StrataClient
    /// Where they are.
    let call: Call
    /// What they must hash to; `nil` for what the server's answer says.
    let digest: Digest?
    /// The bytes that are wanted; `nil` for all.
    let range: Range<Int64>?

    /// Starts reading with the first chunk that is asked for.
    public func makeAsyncIterator() -> Iterator {
        Iterator(base: Chunks(client: client, call: call, digest: digest, range: range))
    }

    /// Reads chunk by chunk.
    public struct Iterator: AsyncIteratorProtocol {
        var base: Chunks

        /// The next bytes, or `nil` after the last.
        ///
        /// - Throws: `Problem` with code `notFound`; ``ClientError`` with code `digestMismatch`, or where the server stays out of
        ///   reach; `CancellationError`.
        public mutating func next() async throws -> [UInt8]? {
            try await base.next().map { Array($0.readableBytesView) }
        }
    }

    /// The same without copying.
    struct Chunks {
        private let client: StrataClient
        private let call: Call
        private var digest: Digest?
        private let end: Int64?
        private let isWhole: Bool
        private var offset: Int64
        private var size: Int64?
        private var body: HTTPClientResponse.Body.AsyncIterator?
        private var hasher = Digest.Hasher()
        private var isOver = false
        private var fruitless = 0

        init(client: StrataClient, call: Call, digest: Digest?, range: Range<Int64>?) {
            self.client = client
            self.call = call
            self.digest = digest
            isWhole = range == nil
            offset = range?.lowerBound ?? 0
            end = range?.upperBound
            isOver = range?.isEmpty ?? false
        }

        mutating func next() async throws -> ByteBuffer? {
            while !isOver {
                if body == nil { try await connect() }
                do {
                    if let chunk = try await body?.next() {
                        guard chunk.readableBytes > 0 else { continue }
                        try take(chunk)
                        return chunk
                    }
                } catch let error as ClientError {
                    throw error
                } catch {
                    if Task.isCancelled { throw CancellationError() }
                    try await interrupted(TransportFailure.translate(error))
                    continue
                }
                body = nil
                if let size, offset >= size {
                    try finish()
                } else {
                    try await interrupted(TransportFailure(.unreachable, "the connection was cut"))
                }
            }
            return nil
        }

        private mutating func connect() async throws {
            var call = call
            if offset > 0 || end != nil {
                call.headers.add(name: "range", value: "bytes=\(offset)-\(end.map { "\($0 - 1)" } ?? "")")
            }
            let answer = try await client.exchange(call) { $0 }
            if offset > 0 || end != nil, answer.status != 206 {
                // A server need not heed a range; ours does.
                throw ClientError(.malformedAnswer, "\(client.address) does not send parts of blobs.")
            }
            size = answer.contentLength.map { offset + $0 } ?? size
            guard size != nil else {
                throw ClientError(.malformedAnswer, "\(client.address) does not say how long \(call.path) is.")
            }
            try expect(answer)
            body = answer.body.makeAsyncIterator()
        }

        /// Takes the digest that the answer names: what was begun must not go on as something else.
        private mutating func expect(_ answer: Answer) throws {
            let tag = answer.headers.first(name: "etag")?.filter { $0 != "\"" } ?? ""
            guard let named = Digest("sha256:\(tag)") else { return }
            guard digest ?? named == named else {
                throw ClientError(
                    .digestMismatch,
                    "\(client.address) has \(named) under \(call.path), not \(digest?.description ?? "")."
                )
            }
            digest = named
        }

        private mutating func take(_ chunk: ByteBuffer) throws {
            fruitless = 0
            offset += Int64(chunk.readableBytes)
            guard isWhole else { return }
            chunk.withUnsafeReadableBytes { hasher.update($0) }
            if offset == size { try finish() }
        }

        private mutating func finish() throws {
            isOver = true
            guard isWhole, let digest else { return }
            let actual = hasher.finalized()
            guard actual == digest else {
                throw ClientError(
                    .digestMismatch,
                    "\(client.address) sends bytes for the blob \(digest) whose digest is \(actual).",
                    remedy: "The server's storage, or something between it and this machine, is damaged."
                )
            }
        }

        private mutating func interrupted(_ error: any Error) async throws {
            guard let failure = error as? TransportFailure else { throw error }
            body = nil
            fruitless += 1
            // Connecting has patience of its own; this is for servers that answer and then send nothing.
            guard failure.isPassing, fruitless < 8 else { throw failure.error(client.address) }
            var generator = SystemRandomNumberGenerator()
            try await Task.sleep(for: client.retries.delay(fruitless, using: &generator))
        }
    }
}
