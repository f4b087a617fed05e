import NIOCore
import NIOPosix
import StrataTestSupport
import Testing

/// Holds connections to the built server without using them.
@Suite("A server with idle and slow clients", .serialized, .timeLimit(.minutes(10)))
struct SlowClientTests {
    /// Waits less long than a server for people does.
    private static var impatient: ServerProgram.Options {
        var options = ServerProgram.Options()
        options.environment = ["STRATA_SERVER_IDLE_SECONDS": "2", "STRATA_SERVER_STALL_SECONDS": "2"]
        return options
    }

    @Test(
        "cuts who begins a request and does not go on",
        arguments: [
            "", "GET /readyz HT", "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ",
            "POST /api/v1/pipeline-runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{",
            "PUT /api/v1/blobs/sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\nf",
        ]
    )
    func stalls(beginning: String) async throws {
        try await withServer(Self.impatient) { server in
            let answer = try await RawConnection.run(to: server.port) { reader, writer in
                try await writer.send(beginning)
                return await reader.read(for: .seconds(60))
            }
            #expect(answer.isClosed, "\(answer.text)")
        }
    }

    @Test("cuts who sends a header a byte at a time, and who never ends one")
    func trickles() async throws {
        try await withServer(Self.impatient) { server in
            let isClosed = try await RawConnection.run(to: server.port) { reader, writer in
                async let answer = reader.read(for: .seconds(90))
                do {
                    try await writer.send("GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n")
                    for number in 0..<400 {
                        try await writer.send("X-\(number): y\r\n")
                        try await Task.sleep(for: .milliseconds(200))
                    }
                } catch {
                    // Cut while it was written to: what is wanted.
                }
                return await answer.isClosed
            }
            #expect(isClosed)
        }
    }

    @Test("answers beside 10,000 connections that stand idle")
    func idle() async throws {
        try raiseDescriptorLimit(to: 12_000)
        try await withServer { server in
            let group = MultiThreadedEventLoopGroup.singleton
            let bootstrap = ClientBootstrap(group: group).connectTimeout(.seconds(30))
            var channels: [any Channel] = []
            for _ in 0..<100 {
                // In hundreds, so that the kernel's queue of new connections suffices.
                let futures = (0..<100).map { _ in bootstrap.connect(host: "127.0.0.1", port: server.port) }
                for future in futures { channels.append(try await future.get()) }
            }
            #expect(channels.count == 10_000)
            for _ in 0..<20 {
                #expect(try await server.send("GET", "/readyz").status == 200)
                #expect(try await server.send("GET", "/api/v1/pipeline-runs").status == 200)
            }
            let open = channels.count { $0.isActive }
            #expect(open == 10_000)
            for channel in channels { channel.close(promise: nil) }
            for channel in channels { try? await channel.closeFuture.get() }
        }
    }
}
