import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Speaks the W3C's WebDriver protocol, JSON over HTTP, with a running chromedriver.
struct WebDriver: Sendable {
    /// Where chromedriver listens on this machine.
    let port: Int

    /// Sends a command.
    ///
    /// - Parameters:
    ///   - method: `GET`, `POST` or `DELETE`.
    ///   - path: The command's path, from the slash on.
    ///   - body: Its parameters; sent with `POST` alone.
    /// - Returns: The `value` of the answer.
    /// - Throws: ``WebDriverError`` where the driver refuses; what the connection throws.
    func call(_ method: String, _ path: String, _ body: JSONValue = [:]) async throws -> JSONValue {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = .init(rawValue: method)
        if method == "POST" {
            request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
        let bytes = try await response.body.collect(upTo: 256 * 1024 * 1024)
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(bytes.readableBytesView))["value"]
        guard response.status == .ok else {
            throw WebDriverError(code: value["error"].text ?? "\(response.status)", value["message"].text ?? path)
        }
        return value
    }

    /// Whether it takes commands.
    func isReady() async -> Bool {
        // A refused connection is an answer: not yet.
        guard let status = try? await call("GET", "/status") else { return false }
        return status["ready"] == true
    }
}
