import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import StrataAPI

/// Asks a server how it is.
package enum ServerProbe {
    /// What it said.
    package struct Health: Sendable, Hashable {
        /// The version of Strata it was built from, where it answered.
        package var version: String?
        /// Why it is not ready; `nil` where it is.
        package var problem: String?
    }

    /// Asks for readiness and version, for five seconds at most.
    ///
    /// - Parameter address: For example `http://127.0.0.1:7870`.
    /// - Returns: What the server said, or why it said nothing.
    package static func look(at address: String) async -> Health {
        do {
            let ready = try await get("/readyz", address)
            var health = Health(version: ready.version)
            if ready.status != 200 {
                let problem = try? APICoding.decoder.decode(Problem.self, from: Data(ready.body))
                health.problem = problem?.description ?? "it answers \(ready.status)"
            }
            return health
        } catch {
            return Health(problem: "it does not answer at \(address) (\(error))")
        }
    }

    private struct Answer {
        var status: UInt = 0
        var version: String?
        var body: [UInt8] = []
    }

    private static func get(_ path: String, _ address: String) async throws -> Answer {
        guard let url = URL(string: address), let port = url.port, var host = url.host() else {
            throw Problem.invalid("'\(address)' is no address")
        }
        host = host.trimmingPrefix("[").filter { $0 != "]" }
        // What listens everywhere listens here, too.
        if host == "0.0.0.0" || host == "::" { host = host == "::" ? "::1" : "127.0.0.1" }
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(5))
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        // An idle connection is a silent server.
        let deadline = channel.channel.eventLoop.scheduleTask(in: .seconds(5)) { channel.channel.close(promise: nil) }
        defer { deadline.cancel() }
        return try await channel.executeThenClose { inbound, outbound in
            let headers: HTTPHeaders = ["Host": host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"]
            try await outbound.write(.head(.init(version: .http1_1, method: .GET, uri: path, headers: headers)))
            try await outbound.write(.end(nil))
            var answer = Answer()
            for try await part in inbound {
                switch part {
                case .head(let head):
                    answer.status = head.status.code
                    answer.version = head.headers.first(name: ServerVersion.serverHeader)
                case .body(let bytes):
                    guard answer.body.count < 64 * 1024 else { return answer }
                    answer.body += Array(bytes.readableBytesView)
                case .end: return answer
                }
            }
            throw Problem.invalid("the connection was closed")
        }
    }
}
