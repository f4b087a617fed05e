import HTTPTypes
import Hummingbird
import NIOCore
import StrataCDeflate
import Synchronization

/// Compresses answers with gzip for clients that take it.
enum Compression {
    /// Shorter answers are sent as they are: they fit into a packet.
    private static let smallest = 1024
    /// Larger ones are sent as they are: they would hold up a thread for too long.
    private static let largest = 16 * 1024 * 1024

    /// The answer, compressed where that is worth it and the client takes it.
    static func compressed(_ response: Response, for request: Request) async -> Response {
        guard isText(response.headers[.contentType]), response.headers[.contentEncoding] == nil else { return response }
        var response = response
        if response.headers[.vary] == nil { response.headers[.vary] = "Accept-Encoding" }
        guard let length = response.body.contentLength, (smallest...largest).contains(length),
            request.method != .head, response.headers[.contentRange] == nil,
            AcceptEncoding.takesGzip(request.headers[.acceptEncoding]),
            let plain = await collected(response.body),
            let bytes = Gzip.compressed(plain)
        else {
            return response
        }
        response.body = ResponseBody(byteBuffer: bytes)
        response.headers[.contentLength] = String(bytes.readableBytes)
        response.headers[.contentEncoding] = "gzip"
        if let tag = response.headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/" + tag }
        return response
    }

    private static func isText(_ type: String?) -> Bool {
        guard let type else { return false }
        return type.hasPrefix("text/") && !type.hasPrefix("text/event-stream") || type.hasPrefix("application/json")
            || type.hasPrefix("application/problem+json") || type.hasPrefix("image/svg+xml")
    }

    /// The bytes of a body that is in memory.
    private static func collected(_ body: ResponseBody) async -> ByteBuffer? {
        let box = CollectingWriter.Box()
        do {
            try await body.write(CollectingWriter(box: box))
        } catch {
            return nil
        }
        return box.buffer.withLock { $0 }
    }
}

/// Takes a body's bytes instead of a connection.
private struct CollectingWriter: ResponseBodyWriter {
    final class Box: Sendable {
        let buffer = Mutex(ByteBuffer())
    }

    let box: Box

    mutating func write(_ buffer: ByteBuffer) async throws {
        box.buffer.withLock { all in
            if all.readableBytes == 0 { all = buffer } else { all.writeImmutableBuffer(buffer) }
        }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Compresses to gzip in one go.
enum Gzip {
    /// The bytes as one gzip member; `nil` where there is no memory.
    static func compressed(_ plain: ByteBuffer) -> ByteBuffer? {
        guard let compressor = libdeflate_alloc_compressor(3) else { return nil }
        defer { libdeflate_free_compressor(compressor) }
        let bound = libdeflate_gzip_compress_bound(compressor, plain.readableBytes)
        var output = ByteBuffer()
        let count = output.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { target in
            plain.withUnsafeReadableBytes { source in
                libdeflate_gzip_compress(compressor, source.baseAddress, source.count, target.baseAddress, target.count)
            }
        }
        return count > 0 ? output : nil
    }
}

/// The header `Accept-Encoding` (RFC 9110 § 12.5.3).
enum AcceptEncoding {
    /// Whether gzip is acceptable and no less welcome than no encoding.
    static func takesGzip(_ header: String?) -> Bool {
        guard let header else { return false }
        var qualities: [String: Double] = [:]
        for item in header.split(separator: ",") {
            let parts = item.split(separator: ";")
            guard let name = parts.first?.trimmingBlanks.lowercased() else { continue }
            let quality = parts.dropFirst().lazy.map(\.trimmingBlanks).first { $0.lowercased().hasPrefix("q=") }
            qualities[name] = quality.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
        }
        let gzip = qualities["gzip"] ?? qualities["x-gzip"] ?? qualities["*"] ?? 0
        return gzip > 0 && gzip >= (qualities["identity"] ?? 0)
    }
}
