import FoundationEssentials
package import Hummingbird
package import NIOCore
package import StrataAPI

extension Request {
    /// The query, which may have these parameters and no others.
    package func query(_ names: String...) throws(Problem) -> QueryReader {
        try QueryReader(self, allowing: Set(names))
    }

    /// The body as a value.
    ///
    /// - Throws: `Problem` where it is larger than `limit` bytes, says it is no JSON, or does not decode.
    package func decode<Value: Decodable>(_ type: Value.Type, upTo limit: Int = BodyLimit.small) async throws -> Value {
        try BodyReader.requireJSON(headers)
        let bytes = try await collect(upTo: limit)
        return try BodyReader.decode(type, bytes)
    }

    /// The whole body.
    ///
    /// - Throws: `Problem` where it is larger than `limit` bytes.
    package func collect(upTo limit: Int) async throws -> ByteBuffer {
        if let length = headers[.contentLength].flatMap(Int.init), length > limit { throw BodyReader.tooLarge(limit) }
        var all = ByteBuffer()
        for try await var piece in body {
            guard all.readableBytes + piece.readableBytes <= limit else { throw BodyReader.tooLarge(limit) }
            if all.readableBytes == 0 { all = piece } else { all.writeBuffer(&piece) }
        }
        return all
    }
}

/// How many bytes a body may have.
package enum BodyLimit {
    /// A single record.
    package static let small = 1024 * 1024
    /// A batch of changes.
    package static let changes = 32 * 1024 * 1024
}

/// Makes values of bodies, with errors in words.
enum BodyReader {
    static func requireJSON(_ headers: HTTPFields) throws(Problem) {
        let type = headers[.contentType]?.split(separator: ";").first?.lowercased() ?? ""
        guard type.filter({ $0 != " " }) == "application/json" else {
            throw Problem(
                code: "invalid",
                status: 415,
                detail: type.isEmpty
                    ? "The request does not say what its body is."
                    : "The request's body is said to be '\(type.prefix(80))'.",
                remedy: "Send JSON with 'Content-Type: application/json'."
            )
        }
    }

    static func tooLarge(_ limit: Int) -> Problem {
        .tooLarge("The request's body is larger than the \(limit) bytes that are taken here.")
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: ByteBuffer) throws(Problem) -> Value {
        do {
            let data = bytes.withUnsafeReadableBytes { Data($0) }
            return try APICoding.decoder.decode(type, from: data)
        } catch let error as DecodingError {
            throw .invalid("The request's body cannot be read: \(words(error)).")
        } catch {
            throw .invalid("The request's body is not JSON.")
        }
    }

    /// What is wrong, and where.
    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            "\(place(context.codingPath)) has no member '\(key.stringValue)'"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(place(context.codingPath)): \(sentence(context))"
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            "it is not JSON, or not what is taken here (\(sentence(context)))"
        case .dataCorrupted(let context):
            "\(place(context.codingPath)): \(sentence(context))"
        @unknown default: "its form is not the one expected"
        }
    }

    /// What the decoder says, without the full stop.
    private static func sentence(_ context: DecodingError.Context) -> String {
        let text = context.debugDescription.prefix(300)
        return String(text.hasSuffix(".") ? text.dropLast() : text)
    }

    private static func place(_ path: [any CodingKey]) -> String {
        guard !path.isEmpty else { return "the whole" }
        return path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
