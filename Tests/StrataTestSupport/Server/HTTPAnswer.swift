public import Foundation
public import StrataAPI

/// What a server answered.
public struct HTTPAnswer: Sendable {
    /// The status, for example 200.
    public var status: Int
    /// The headers, by their names in lower case; of equal names the last.
    public var headers: [String: String]
    /// The body.
    public var body: Data

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a value of the API.
    public func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard status < 300 else { throw ServerProgramError("the server answered \(status): \(text.prefix(2000))") }
        return try APICoding.decoder.decode(type, from: body)
    }

    /// The refusal, where the answer is one.
    public var problem: Problem? {
        guard headers["content-type"]?.hasPrefix(Problem.mediaType) == true else { return nil }
        // Another body under this type is none, which the caller notices.
        return try? APICoding.decoder.decode(Problem.self, from: body)
    }
}
