import FoundationEssentials
import StrataAPI
import StrataEngine
import StrataModel
import StrataServer
import StrataServerTestSupport
import StrataStore
import StrataTestSupport
import Testing

/// Streams of events over real connections.
@Suite("Events")
struct EventTests {
    /// Asks for a stream and reads until there is enough, or `limit` is over.
    private static func stream(
        _ server: ServerFixture,
        _ path: String,
        lastEventID: String? = nil,
        until isEnough: @escaping @Sendable (String) -> Bool,
        meanwhile: @escaping @Sendable () async throws -> Void = {}
    ) async throws -> (text: String, isClosed: Bool) {
        try await RawConnection.run(to: server.port) { reader, writer in
            let resume = lastEventID.map { "Last-Event-ID: \($0)\r\n" } ?? ""
            try await writer.send("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(resume)\r\n")
            async let read = reader.read(for: .seconds(20), until: isEnough)
            try await meanwhile()
            return await read
        }
    }

    /// The events' data, decoded.
    private static func events(_ text: String) throws -> [RunEvent] {
        try text.matches(of: /data: (\{.*\})\n/).map {
            try APICoding.decoder.decode(RunEvent.self, from: .init($0.1.utf8))
        }
    }

    private static func lastID(_ text: String) -> String? {
        text.matches(of: /id: (\S+)\n/).last.map { String($0.1) }
    }

    @Test("A follower is told how things stand, then what changes; who comes back is told what was missed")
    func followAndResume() async throws {
        try await ServerFixture.with { server in
            let id = try await server.recordOneRun()
            let path = "/api/v1/pipeline-runs/\(id)/events"
            let first = try await Self.stream(server, path) { $0.contains("data: ") }
            let start = try #require(try Self.events(first.text).first)
            #expect(start.isReset && start.state == .running && start.counts == ["running": 1])
            #expect(first.text.contains("retry: ") && first.text.contains("text/event-stream"))

            let lastID = try #require(Self.lastID(first.text))
            let step = Samples.step(0, .running, .succeeded, output: Samples.artifact("{}"))
            _ = try await server.services.commits.commit(ChangeBatch(number: 1, changes: [step]), to: id)
            let second = try await Self.stream(server, path, lastEventID: lastID) { $0.contains("data: ") }
            let news = try #require(try Self.events(second.text).first)
            #expect(!news.isReset)
            #expect(news.runs == [RunEvent.Change(index: 0, state: .succeeded)])
            #expect(news.counts == ["succeeded": 1])

            let foreign = try await Self.stream(server, path, lastEventID: "other.1") { $0.contains("data: ") }
            #expect(try Self.events(foreign.text).first?.isReset == true)
        }
    }

    @Test("A note, a request and a log line reach those who follow, and the list says which pipeline run changed")
    func remarks() async throws {
        try await ServerFixture.with { server in
            let id = try await server.recordOneRun()
            let seen = try await Self.stream(server, "/api/v1/pipeline-runs/\(id)/events") {
                $0.contains(#""remarksChanged":true,"runs":[]"#) && $0.contains(#""logged":[0]"#)
                    && $0.contains("cancelRequestedAt")
            } meanwhile: {
                // After the first event, which says that everything may have changed.
                try await Task.sleep(for: .milliseconds(300))
                let path = "/api/v1/pipeline-runs/\(id)"
                #expect(try await server.send("POST", path + "/notes", json: ["text": "Look."]).status == 201)
                #expect(try await server.send("POST", path + "/cancel").status == 202)
                let line = LogLine(run: 0, attempt: 1, number: 0, time: .now, level: "info", message: "hello")
                let logged = try await server.send(
                    "POST",
                    "/api/v1/runs/\(id).0/logs",
                    json: ["lines": [line]],
                    headers: ["Idempotency-Key": "abcdefgh"]
                )
                #expect(logged.status == 201)
            }
            #expect(try Self.events(seen.text).contains { $0.logged == [0] && !$0.isReset }, "\(seen.text)")

            let listed = try await Self.stream(server, "/api/v1/events", until: { $0.contains("event: change") }) {
                try await Task.sleep(for: .milliseconds(300))
                try await server.recordOneRun()
            }
            #expect(listed.text.contains(#""state":"running""#))
        }
    }

    @Test("A log is followed from where its reader was, lines in order and none twice")
    func followLog() async throws {
        try await ServerFixture.with { server in
            let id = try await server.recordOneRun()
            let page = try await server.send("GET", "/api/v1/runs/\(id).0/logs").value(LogPage.self)
            let path = "/api/v1/runs/\(id).0/logs/follow?limit=3&cursor=\(page.next)"
            let seen = try await Self.stream(server, path, until: { $0.contains("line 19") }) {
                for number in 0..<20 {
                    let line = LogLine(
                        run: 0,
                        attempt: 1,
                        number: Int64(number),
                        time: Samples.time(Int64(number)),
                        level: "info",
                        message: "line \(number)"
                    )
                    _ = try await server.services.commits.commit(
                        ChangeBatch(number: Int64(number) + 1, changes: [.log(line)]),
                        to: id
                    )
                }
            }
            let numbers = seen.text.matches(of: /"message":"line (\d+)"/).compactMap { Int($0.1) }
            #expect(numbers == Array(0..<20))
        }
    }

    @Test("What another process writes to the store reaches those who follow")
    func foreignWriter() async throws {
        try await ServerFixture.with { server in
            let id = try await server.recordOneRun()
            let seen = try await Self.stream(server, "/api/v1/pipeline-runs/\(id)/events") {
                $0.contains(#""state":"succeeded""#)
            } meanwhile: {
                try await Task.sleep(for: .milliseconds(500))
                // Another connection to the same file is to the server what another process is.
                let other = try StrataHomeProbe.open(server.home)
                let step = Samples.step(0, .running, .succeeded, output: Samples.artifact("{}"))
                try await other.commit([step], to: id)
            }
            let events = try Self.events(seen.text)
            #expect(events.contains { $0.counts == ["succeeded": 1] }, "\(seen.text)")
        }
    }

    @Test("When the server is told to stop, streams end and requests under way are answered")
    func drain() async throws {
        try await ServerFixture.with { server in
            let id = try await server.recordOneRun()
            let ended = try await Self.stream(server, "/api/v1/pipeline-runs/\(id)/events", until: { _ in false }) {
                try await Task.sleep(for: .milliseconds(200))
                // Half a request: the server waits for the rest of it.
                let body = #"{"tags":["late"]}"#
                let answer = try await RawConnection.run(to: server.port) { reader, writer in
                    try await writer.send(
                        "PUT /api/v1/pipeline-runs/\(id)/tags HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
                    )
                    try await Task.sleep(for: .milliseconds(200))
                    await server.stop()
                    try await Task.sleep(for: .milliseconds(200))
                    try await writer.send(body)
                    return await reader.read(for: .seconds(20)) { $0.contains("late") }
                }
                #expect(answer.text.hasPrefix("HTTP/1.1 200"))
            }
            #expect(ended.isClosed)
            #expect(ended.text.hasSuffix("0\r\n\r\n"), "the stream is ended, not torn: \(ended.text.suffix(60))")
        }
    }
}
