import NIOCore
import NIOPosix
import Synchronization

/// A connection on which anything can be sent, also what no client sends.
public enum RawConnection {
    /// Runs `body` with a new connection to a port of this machine, which is closed afterwards.
    ///
    /// - Parameters:
    ///   - port: The port.
    ///   - body: What to do with it.
    /// - Returns: What `body` returns.
    /// - Throws: What connecting or `body` throws.
    public static func run<Result: Sendable>(
        to port: Int,
        _ body: @escaping @Sendable (Reader, Writer) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true)
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(Reader(inbound: inbound), Writer(outbound: outbound))
        }
    }

    /// What comes.
    public struct Reader: Sendable {
        fileprivate let inbound: NIOAsyncChannelInboundStream<ByteBuffer>

        /// Reads until the other side closes, `limit` is over or there is enough.
        ///
        /// - Parameters:
        ///   - limit: How long at most.
        ///   - isEnough: Whether what came so far will do.
        /// - Returns: What came, and whether the other side closed.
        public func read(
            for limit: Duration,
            until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }
        ) async -> (text: String, isClosed: Bool) {
            let received = Received()
            return await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do {
                        for try await bytes in inbound {
                            let text = received.append(String(buffer: bytes))
                            if isEnough(text) { return false }
                        }
                        return !Task.isCancelled
                    } catch {
                        // Reset by the other side is closed, too.
                        return !Task.isCancelled
                    }
                }
                group.addTask {
                    try? await Task.sleep(for: limit)
                    return false
                }
                let isClosed = await group.next() ?? false
                group.cancelAll()
                return (received.text, isClosed)
            }
        }
    }

    /// What is sent.
    public struct Writer: Sendable {
        fileprivate let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

        /// Sends bytes as they are.
        public func send(_ text: String) async throws {
            try await outbound.write(ByteBuffer(string: text))
        }

        /// Sends bytes as they are.
        public func send(_ bytes: [UInt8]) async throws {
            try await outbound.write(ByteBuffer(bytes: bytes))
        }
    }
}

/// What came so far.
private final class Received: Sendable {
    private let storage = Mutex("")

    var text: String { storage.withLock { $0 } }

    func append(_ more: String) -> String {
        storage.withLock { text in
            text += more
            return text
        }
    }
}
