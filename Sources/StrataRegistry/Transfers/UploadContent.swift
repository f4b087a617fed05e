import NIOCore

/// What is uploaded: bytes that can be read again from any offset.
enum UploadContent: Sendable {
    case bytes([UInt8])
    case file(String)
    case download(BlobDownload)

    /// The bytes of `range`, as the body of one request.
    func body(_ range: Range<Int64>, of size: Int64, _ meter: UploadMeter, _ action: RegistryAction) -> UploadBody {
        UploadBody(content: self, range: range, size: size, meter: meter, action: action)
    }
}

/// A part of what is uploaded, read as the connection takes it.
struct UploadBody: AsyncSequence, Sendable {
    var content: UploadContent
    var range: Range<Int64>
    var size: Int64
    var meter: UploadMeter
    var action: RegistryAction

    func makeAsyncIterator() -> Iterator {
        Iterator(body: self)
    }

    struct Iterator: AsyncIteratorProtocol {
        private enum Reader {
            case bytes([UInt8])
            case file(BlobFile)
            case download(BlobDownload.Chunks.Iterator)
        }

        private static let chunk: Int64 = 256 * 1024

        private let body: UploadBody
        private var reader: Reader?
        private var offset: Int64
        /// What a download brought beyond the range, for the next request to read again.
        private var isDone = false

        init(body: UploadBody) {
            self.body = body
            offset = body.range.lowerBound
        }

        mutating func next() async throws -> ByteBuffer? {
            guard offset < body.range.upperBound, !isDone else { return nil }
            guard var chunk = try await read() else { return nil }
            let left = body.range.upperBound - offset
            if Int64(chunk.readableBytes) >= left {
                chunk = chunk.getSlice(at: chunk.readerIndex, length: Int(left)) ?? chunk
                isDone = true
            }
            offset += Int64(chunk.readableBytes)
            body.meter.report(upTo: offset, sent: chunk.readableBytes)
            return chunk
        }

        private mutating func read() async throws -> ByteBuffer? {
            let reader = try self.reader ?? open()
            switch reader {
            case .bytes(let bytes):
                self.reader = reader
                let length = Int(Swift.min(Self.chunk, body.range.upperBound - offset))
                return ByteBuffer(bytes: bytes.dropFirst(Int(offset)).prefix(length))
            case .file(let file):
                self.reader = reader
                return try file.read(at: offset, body.action)
            case .download(var chunks):
                self.reader = nil
                let chunk = try await chunks.next()
                self.reader = .download(chunks)
                return chunk
            }
        }

        private func open() throws -> Reader {
            switch body.content {
            case .bytes(let bytes): .bytes(bytes)
            case .file(let path): .file(try BlobFile(path, size: body.size, body.action))
            case .download(let download): .download(download.chunks(from: offset).makeAsyncIterator())
            }
        }
    }
}
