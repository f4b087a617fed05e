import HTTPTypes
import Hummingbird
import NIOCore
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore

/// Answers with stored bytes: whole or one range of them.
struct BlobAnswer: Sendable {
    /// Where bytes come from.
    enum Source: Sendable {
        case blob(Digest, size: Int64, any RangedBlobStore)
        case inline([UInt8])

        var size: Int64 {
            switch self {
            case .blob(_, let size, _): size
            case .inline(let bytes): Int64(bytes.count)
            }
        }
    }

    /// The entity tag, quotes included; the same bytes always have the same.
    var tag: String
    /// What the bytes are.
    var mediaType: String
    /// What a browser is to call the file that it saves; `nil` where it may show it.
    var fileName: String?

    /// The answer to a GET or HEAD for a blob.
    ///
    /// - Throws: `Problem` with status 404 where it is not there, 416 for a range outside of it; `StoreError`.
    func answer(_ digest: Digest, in blobs: any RangedBlobStore, to request: Request) async throws -> Response {
        guard let size = try await blobs.size(of: digest) else {
            throw Problem.notFound("There is no blob \(digest) in the store.")
        }
        return try await answer(.blob(digest, size: size, blobs), to: request)
    }

    /// The answer to a GET or HEAD.
    ///
    /// - Throws: `Problem` with status 416 for a range outside of the bytes; `StoreError`.
    func answer(_ source: Source, to request: Request) async throws -> Response {
        var headers: HTTPFields = [
            .eTag: tag, .cacheControl: "private, max-age=31536000, immutable", .acceptRanges: "bytes",
        ]
        if request.matches(tag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = mediaType
        if let fileName { headers[.contentDisposition] = Self.disposition(fileName) }
        let size = source.size
        let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
        guard isSame, let range = try ByteRange.parse(request.headers[.range], size: size) else {
            headers[.contentLength] = String(size)
            return Response(status: .ok, headers: headers, body: try await body(source, nil))
        }
        headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
        headers[.contentLength] = String(range.count)
        return Response(status: .partialContent, headers: headers, body: try await body(source, range))
    }

    private func body(_ source: Source, _ range: Range<Int64>?) async throws -> ResponseBody {
        switch source {
        case .inline(let bytes):
            let part = range.map { bytes[Int($0.lowerBound)..<Int($0.upperBound)] } ?? bytes[...]
            return ResponseBody(byteBuffer: ByteBuffer(bytes: part))
        case .blob(let digest, _, let blobs):
            let pieces = try await blobs.pieces(of: digest, in: range)
            return ResponseBody(contentLength: pieces.range.count) { writer in
                // One piece is held back until the next is there: where the blob turns out to be damaged at its end, the
                // connection breaks off before the client has all the bytes it was promised.
                var held: [UInt8]?
                for try await piece in pieces {
                    if let held { try await writer.write(ByteBuffer(bytes: held)) }
                    held = piece
                }
                if let held { try await writer.write(ByteBuffer(bytes: held)) }
                try await writer.finish(nil)
            }
        }
    }

    /// The header that makes a browser save the file under this name (RFC 6266).
    static func disposition(_ name: String) -> String {
        let base = name.split(separator: "/").last.map(String.init) ?? "file"
        let plain = String(base.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" })
        let allowed = base.utf8.map { byte -> String in
            let isPlain =
                (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == 45 || byte == 46 || byte == 95
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }
        return "attachment; filename=\"\(plain.prefix(150))\"; filename*=UTF-8''\(allowed.prefix(300).joined())"
    }
}

/// The header `Range` (RFC 9110 § 14.2).
enum ByteRange {
    /// The bytes that are asked for; `nil` for all, also where the header asks for several ranges or is no range at all.
    ///
    /// - Throws: `Problem` with status 416 where none of the bytes are there.
    static func parse(_ header: String?, size: Int64) throws(Problem) -> Range<Int64>? {
        guard let header, header.lowercased().hasPrefix("bytes=") else { return nil }
        let sides = header.dropFirst(6).trimmingBlanks.split(separator: "-", omittingEmptySubsequences: false)
        guard sides.count == 2, sides.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        let (first, last) = (number(sides[0]), number(sides[1]))
        switch (first, last) {
        case (nil, nil): return nil
        case (nil, let count?):
            guard count > 0, size > 0 else { throw unsatisfiable(size) }
            return max(0, size - count)..<size
        case (let first?, let last):
            if let last, last < first { return nil }
            guard first < size else { throw unsatisfiable(size) }
            return first..<min(size, last.map { $0 == .max ? $0 : $0 + 1 } ?? size)
        }
    }

    /// A number, the largest there is where it has too many digits; `nil` for no digits.
    private static func number(_ digits: Substring) -> Int64? {
        digits.isEmpty ? nil : Int64(digits) ?? .max
    }

    private static func unsatisfiable(_ size: Int64) -> Problem {
        Problem(code: "invalid", status: 416, detail: "The range is outside of the \(size) bytes there are.")
    }
}
