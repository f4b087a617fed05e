import FoundationEssentials
import NIOCore
import StrataAPI

/// The form of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
enum ServerSentEvent {
    /// What a stream starts with: how soon to come back after the connection broke, in milliseconds.
    static let opening = ByteBuffer(string: "retry: 2000\n\n")
    /// A comment, which only keeps the connection alive.
    static let heartbeat = ByteBuffer(string: ":\n\n")

    /// An event; `nil` where its value cannot be encoded, which no value of ours is.
    static func buffer(id: String?, name: String, _ value: some Encodable) -> ByteBuffer? {
        guard let json = try? APICoding.encoder.encode(value) else { return nil }
        var buffer = ByteBuffer()
        if let id { buffer.writeString("id: \(id)\n") }
        buffer.writeString("event: \(name)\ndata: ")
        json.withUnsafeBytes { _ = buffer.writeBytes($0) }
        buffer.writeString("\n\n")
        return buffer
    }
}
