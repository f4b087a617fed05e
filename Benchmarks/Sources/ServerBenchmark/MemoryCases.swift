import Foundation
import NIOCore
import NIOPosix
import StrataAPI
import StrataModel

/// The memory of a server that has nothing to do, and of one with many followers.
struct MemoryCases {
    let place: Workplace

    func run() async throws {
        try await place.withServer { server in
            for path in ["/", "/runs", "/readyz", "/api/v1/pipeline-runs"] { _ = try await server.send("GET", path) }
            try await Task.sleep(for: .seconds(2))
            let idle = Double(try server.residentBytes()) / 1e6
            Row(name: "memory, idle, resident", value: idle, unit: "MB", bar: .atMost(40)).write()
            // Most of what is resident is code, which it shares with every other program in Swift.
            let share = Double(ProcessMemory.read(server.process)?.bytes ?? 0) / 1e6
            Row(name: "memory, idle, its share", value: share, unit: "MB").write()

            var pipeline = RecordedPipeline(Samples.pipelineRun(), root: Samples.function("pipeline"))
            pipeline.start(0)
            let id = pipeline.record.id
            try await server.record(pipeline.record, [pipeline.takeChanges()])
            let followers = try await follow(server, "/api/v1/pipeline-runs/\(id)/events", count: 1000)
            for number in 1...50 {
                for _ in 0..<200 { pipeline.succeed(pipeline.add(Samples.function(), below: 0)) }
                let batch = ChangeBatch(number: Int64(number), changes: pipeline.takeChanges())
                let answer = try await server.call("POST", "/pipeline-runs/\(id)/changes", batch)
                guard answer.status == 200 else { throw BenchmarkError(answer.text) }
                try await Task.sleep(for: .milliseconds(100))
            }
            let busy = Double(try server.residentBytes()) / 1e6
            let open = followers.count { $0.isActive }
            Row(name: "memory, \(open) followers of events", value: busy, unit: "MB", bar: .atMost(150)).write()
            for follower in followers { try? await follower.close() }
        }
    }

    /// Connections that read and drop what comes.
    private func follow(_ server: ServerProgram, _ path: String, count: Int) async throws -> [any Channel] {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let request = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nAccept: text/event-stream\r\n\r\n"
        var channels: [any Channel] = []
        for _ in 0..<count {
            let channel = try await bootstrap.connect(host: "127.0.0.1", port: server.port).get()
            try await channel.writeAndFlush(ByteBuffer(string: request))
            channels.append(channel)
        }
        return channels
    }
}
