import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import StrataOCI

extension BlobDownload.Chunks {
    struct Iterator: AsyncIteratorProtocol {
        private let download: BlobDownload
        /// Where the next chunk stands.
        private var offset: Int64
        /// The registries that have not failed for good; the first is the one being read.
        private var sources: ArraySlice<RegistryHost>
        private var body: HTTPClientResponse.Body.AsyncIterator?
        /// How many bytes to pass over, where a registry begins at the start though asked for less.
        private var surplus: Int64 = 0
        /// Failures since the last byte.
        private var failures = 0
        private var notes: [String] = []
        private var generator = SystemRandomNumberGenerator()

        init(download: BlobDownload, offset: Int64, sources: ArraySlice<RegistryHost>) {
            self.download = download
            self.offset = offset
            self.sources = sources
        }

        mutating func next() async throws -> ByteBuffer? {
            while true {
                guard let host = sources.first else { return nil }
                if offset == download.size, download.size > 0 { return nil }
                do {
                    if body == nil { try await open(host) }
                    if let chunk = try await read(host) { return chunk }
                    if offset == download.size {
                        try download.verifyEmpty(from: host)
                        return nil
                    }
                } catch let error as RegistryError {
                    body = nil
                    try await recover(from: error, host)
                }
            }
        }

        /// Waits before another try, or goes on to the next registry.
        private mutating func recover(from error: RegistryError, _ host: RegistryHost) async throws {
            failures += 1
            let policy = download.client.options.retry(at: host, for: download.repository.registry)
            if let wait = policy.delay(after: error, failures: failures, using: &generator) {
                try await Task.sleep(for: wait)
                return
            }
            var final = error.final(failures: failures, limit: policy.retryAfterLimit)
            // Bytes that were handed on cannot be taken back.
            guard sources.count > 1, error.code != .digestMismatch || offset == 0 else {
                final.notes += notes
                throw final
            }
            if offset == 0 { download.startAnew() }
            notes.append("mirror \(host): \(final.problem)")
            sources.removeFirst()
            failures = 0
        }

        private mutating func open(_ host: RegistryHost) async throws {
            let answer = try await download.open(at: offset, from: host)
            let action = download.action(host)
            surplus = 0
            if answer.status == 206 {
                let range = answer.headers.first(name: "content-range").flatMap { ByteRange.content($0) }
                guard let range, range.first == offset, range.total ?? download.size == download.size else {
                    throw action.error(
                        .protocolViolation,
                        "the registry sends another part of the blob than was asked for",
                        status: 206
                    )
                }
            } else {
                surplus = offset
                if let length = answer.contentLength, length != download.size {
                    throw action.error(
                        .digestMismatch,
                        "the blob has \(length) bytes there, not the \(download.size) that its descriptor says",
                        status: answer.status
                    )
                }
            }
            body = answer.body.makeAsyncIterator()
        }

        /// The next bytes that were not there before; `nil` at the blob's end.
        private mutating func read(_ host: RegistryHost) async throws -> ByteBuffer? {
            let action = download.action(host)
            while var chunk = try await receive(action) {
                if surplus > 0 {
                    let passed = Int(Swift.min(surplus, Int64(chunk.readableBytes)))
                    chunk.moveReaderIndex(forwardBy: passed)
                    surplus -= Int64(passed)
                }
                guard chunk.readableBytes > 0 else { continue }
                guard offset + Int64(chunk.readableBytes) <= download.size else {
                    throw action.error(
                        .digestMismatch,
                        "the blob is longer than the \(download.size) bytes that its descriptor says"
                    )
                }
                try download.verify(chunk, at: offset, from: host)
                offset += Int64(chunk.readableBytes)
                failures = 0
                return chunk
            }
            guard offset == download.size else {
                throw action.error(
                    .truncated,
                    "the blob ends after \(offset) of \(download.size) bytes",
                    retry: RetryHint()
                )
            }
            return nil
        }

        private mutating func receive(_ action: RegistryAction) async throws -> ByteBuffer? {
            do {
                // Taken out and put back: the iterator is moved by its own method.
                guard var current = body else { return nil }
                defer { body = current }
                return try await current.next()
            } catch {
                if Task.isCancelled { throw CancellationError() }
                guard let failure = TransportFailure.translate(error) as? TransportFailure else { throw error }
                let address = download.client.options.address(action.registry, "/")
                throw action.error(failure, address: address, isInsecure: !address.isSecure)
            }
        }
    }
}
