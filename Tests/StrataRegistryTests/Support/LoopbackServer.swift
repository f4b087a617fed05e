import NIOCore
import NIOPosix

/// What servers for tests have in common.
enum LoopbackServer {
    /// Listens on a free port of 127.0.0.1.
    static func bind<Connection: Sendable>(
        _ initialize: @escaping @Sendable (any Channel) throws -> Connection
    ) async throws -> NIOAsyncChannel<Connection, Never> {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture { try initialize(channel) }
            }
    }

    /// Serves connections while `body` runs.
    ///
    /// The listening socket is closed first, so that no connection is left that nobody has taken: NIO stops the process for
    /// such.
    static func serve<Connection: Sendable, Result: Sendable>(
        _ server: NIOAsyncChannel<Connection, Never>,
        _ connected: @escaping @Sendable (Connection) async throws -> Void,
        while body: () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.executeThenClose { connections in
                    try await withThrowingDiscardingTaskGroup { inner in
                        for try await connection in connections {
                            // How a connection ends is the test's business.
                            inner.addTask { try? await connected(connection) }
                        }
                        inner.cancelAll()
                    }
                }
            }
            let outcome: Swift.Result<Result, any Error>
            do {
                outcome = .success(try await body())
            } catch {
                outcome = .failure(error)
            }
            try? await server.channel.close()
            try await group.waitForAll()
            return try outcome.get()
        }
    }
}
