import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import StrataAPI

extension ServerFixture {
    /// What the server answered.
    package struct Answer: Sendable {
        /// The HTTP status.
        package var status: Int
        /// The headers, by their names in lower case; the last of each.
        package var headers: [String: String]
        /// The body, decompressed where it came compressed.
        package var body: [UInt8]

        /// The body as text.
        package var text: String { String(decoding: body, as: UTF8.self) }

        /// The body as a value.
        ///
        /// - Throws: `DecodingError`.
        package func value<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
            try APICoding.decoder.decode(type, from: Data(body))
        }
    }

    /// Sends a request and collects the answer.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path and query, as they go over the wire.
    ///   - headers: Headers to send.
    ///   - body: The body; `nil` for none.
    /// - Returns: The answer, whatever its status.
    /// - Throws: Where there is no answer.
    package func send(
        _ method: String = "GET",
        _ path: String,
        headers: [String: String] = [:],
        body: [UInt8]? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: address + path)
        request.method = .RAW(value: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 256 * 1024 * 1024)
        return Answer(
            status: Int(response.status.code),
            headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { $1 },
            body: Array(bytes.readableBytesView)
        )
    }

    /// Sends a value as JSON and collects the answer.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path and query, as they go over the wire.
    ///   - value: What the body says.
    ///   - headers: Headers to send besides the content's type.
    /// - Returns: The answer, whatever its status.
    /// - Throws: Where there is no answer.
    package func send(
        _ method: String,
        _ path: String,
        json value: some Encodable,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        let body = Array(try APICoding.encoder.encode(value))
        return try await send(
            method,
            path,
            headers: headers.merging(["Content-Type": "application/json"]) { first, _ in first },
            body: body
        )
    }
}
