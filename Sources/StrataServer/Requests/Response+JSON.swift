package import FoundationEssentials
package import Hummingbird
package import NIOCore
import StrataAPI

extension Response {
    /// An answer with a value as JSON.
    package static func json(
        _ value: some Encodable,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) throws -> Response {
        json(bytes: ByteBuffer(data: try APICoding.encoder.encode(value)), status: status, headers: headers)
    }

    /// An answer with JSON that was made before.
    package static func json(
        bytes: ByteBuffer,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    /// An answer that says why not.
    static func problem(_ problem: Problem) -> Response {
        var headers: HTTPFields = [.contentType: Problem.mediaType, .cacheControl: "no-store"]
        switch problem.status {
        case 401: headers[.wwwAuthenticate] = "Bearer realm=\"strata\""
        case 429, 503: headers[.retryAfter] = String(problem.retryAfterSeconds ?? 1)
        // What is left of a body that nobody will read must not be taken for the next request.
        case 413, 415: headers[.connection] = "close"
        default: break
        }
        let bytes: ByteBuffer
        do {
            bytes = ByteBuffer(data: try APICoding.encoder.encode(problem))
        } catch {
            bytes = ByteBuffer(string: #"{"code":"internal","status":500,"detail":"The problem cannot be described."}"#)
        }
        return Response(
            status: HTTPResponse.Status(code: problem.status),
            headers: headers,
            body: ResponseBody(byteBuffer: bytes)
        )
    }

    /// An answer without a body.
    package static let noContent = Response(status: .noContent)
}

extension ByteBuffer {
    /// The bytes of `data`.
    package init(data: Data) {
        self = data.withUnsafeBytes { ByteBuffer(bytes: $0) }
    }
}
