import StrataAPI
import StrataClient
import StrataEngine
import StrataModel
import StrataServerTestSupport
import StrataTestSupport
import Testing

@Suite("Calls to a real server", .timeLimit(.minutes(10)))
struct CallTests {
    private static func withRun(
        _ body: @escaping @Sendable (StrataClient, PipelineRunID) async throws -> Void
    ) async throws {
        try await ServerFixture.with { server in
            let client = try StrataClient(ServerAddress(server.address))
            let record = Samples.pipelineRun(tags: ["x"])
            #expect(try await client.register(record).isNew)
            #expect(try await !client.register(record).isNew)
            let changes: [RecordChange] = [
                .function(0, Samples.function()), .created(Samples.run(0)),
                Samples.step(0, .created, .scheduled, attempt: 0),
                Samples.step(
                    0,
                    .scheduled,
                    .running,
                    at: 2000,
                    inputs: [RunInput(name: "config file", artifact: Samples.artifact("{\"rate\":1}"))]
                ),
            ]
            let receipt = try await client.send(ChangeBatch(number: 0, changes: changes), to: record.id)
            #expect(receipt == ChangeBatch.Receipt(nextBatch: 1))
            try await body(client, record.id)
        }
    }

    @Test("tell of pipeline runs, runs and what they were given and made")
    func reading() async throws {
        try await Self.withRun { client, id in
            let run = RunID(pipelineRun: id, index: 0)
            let output = Samples.artifact("[1,2,3]")
            let end = ChangeBatch(number: 1, changes: [Samples.step(0, .running, .succeeded, at: 3000, output: output)])
            _ = try await client.send(end, to: id)
            #expect(try await client.page(PipelineRunQuery(tags: ["x"])).items.map(\.pipelineRun.id) == [id])
            #expect(try await client.pipelineRun(id)?.counts == [.succeeded: 1])
            #expect(try await client.pipelineRun(PipelineRunID()) == nil)
            #expect(try await client.functions(of: id) == [0: Samples.function()])
            #expect(try await client.runs(of: id, state: .succeeded).items.map(\.index) == [0])
            #expect(try await client.run(run)?.function == Samples.function())
            #expect(try await client.output(of: run)?.reference == output.reference)
            #expect(try await client.input("config file", of: run)?.inline == Array("{\"rate\":1}".utf8))
            #expect(try await client.input("nothing", of: run) == nil)
            #expect(try await Self.bytes(client.value(ofOutputOf: run)) == Array("[1,2,3]".utf8))
            #expect(try await Self.bytes(client.value(ofOutputOf: run, range: 1..<4)) == Array("1,2".utf8))
            #expect(try await Self.bytes(client.value(ofInput: "config file", of: run)) == Array("{\"rate\":1}".utf8))
            await #expect(throws: Problem.self) { _ = try await Self.bytes(client.file("x/ü", of: run)) }
            #expect(try await client.compare(run, run).differingCount == 0)
            #expect(try await client.choices().tags == ["x"])
            #expect(try await client.functions().items.map(\.runCount) == [1])
            #expect(try await client.versions(ofFunction: Samples.function().name) == [Samples.function()])
            #expect(try await client.version().version == StrataVersion.current)
            #expect(try await client.openAPI().starts(with: Array("{".utf8)))
        }
    }

    @Test("report, remark and ask, and repeat without doing anything twice")
    func writing() async throws {
        try await Self.withRun { client, id in
            let run = RunID(pipelineRun: id, index: 0)
            let line = LogLine(run: 0, attempt: 1, number: 0, time: Samples.time(1), level: "info", message: "hello")
            let point = MetricPoint(run: 0, attempt: 1, name: "loss", step: 0, value: .infinity, time: Samples.time(1))
            for _ in 0..<2 {
                try await client.append([line], to: run, key: "lines-of-worker-1")
                try await client.append([point], to: run, key: "points-of-worker-1")
            }
            #expect(try await client.logs(LogQuery(run: run)).lines == [line])
            #expect(try await client.metrics(of: run) == [point])
            let digits = String(repeating: "0a", count: 16)
            let note = Note(id: digits, run: 0, author: "ada", text: "# why?", createdAt: Samples.time(0))
            for _ in 0..<2 { try await client.add(note, to: id) }
            #expect(try await client.notes(of: id).map(\.text) == ["# why?"])
            for _ in 0..<2 { try await client.removeNote(digits, of: id) }
            #expect(try await client.notes(of: id).isEmpty)
            try await client.setTags(["y"], of: id)
            #expect(try await client.pipelineRun(id)?.pipelineRun.tags == ["y"])
            for _ in 0..<2 { try await client.cancel(id) }
            #expect(try await client.pipelineRun(id)?.cancelRequestedAt != nil)
            let error = await #expect(throws: Problem.self) { try await client.rerun(id) }
            #expect(error?.code == "conflict")
            let issued = try await client.createKey(KeyRequest(name: "laptop", scope: .admin))
            // From now on a key is needed.
            let known = try StrataClient(client.address, apiKey: issued.secret)
            #expect(try await known.keys().map(\.id) == [issued.key.id])
            try await known.revokeKey(issued.key.id)
        }
    }

    @Test("follow events and logs as they come")
    func following() async throws {
        try await Self.withRun { client, id in
            let run = RunID(pipelineRun: id, index: 0)
            async let events = Self.collect(client.events(of: id))
            async let lines = Self.first(3, of: client.follow(logsOf: run))
            for number in 0..<3 {
                let line = LogLine(
                    run: 0,
                    attempt: 1,
                    number: Int64(number),
                    time: Samples.time(Int64(number)),
                    level: "info",
                    message: "\(number)"
                )
                let batch = ChangeBatch(number: Int64(number) + 1, changes: [.log(line)])
                _ = try await client.send(batch, to: id)
            }
            #expect(try await lines == ["0", "1", "2"])
            let end = [Samples.step(0, .running, .succeeded, at: 3000), .ended(.succeeded, Samples.time(4000), nil)]
            // The stream may begin a moment later than this; it says the state then as well.
            _ = try await client.send(ChangeBatch(number: 4, changes: end), to: id)
            let seen = try await events
            #expect(seen.last?.state == .succeeded)
            #expect(seen.last?.counts["succeeded"] == 1)
        }
    }

    private static func bytes(_ download: BlobDownload) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in download { bytes += chunk }
        return bytes
    }

    private static func collect(_ stream: EventStream<RunEvent>) async throws -> [RunEvent] {
        var events: [RunEvent] = []
        for try await event in stream { events.append(event) }
        return events
    }

    private static func first(_ count: Int, of stream: EventStream<LogPage>) async throws -> [String] {
        var messages: [String] = []
        for try await page in stream {
            messages += page.lines.map(\.message)
            if messages.count >= count { break }
        }
        return messages
    }
}
