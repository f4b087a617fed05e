import StrataAPI
import StrataModel
import StrataTestSupport
import Synchronization
import Testing

@testable import StrataClient

@Suite("A call that fails", .timeLimit(.minutes(5)))
struct RetryTests {
    private static let summary = PipelineRunSummary(pipelineRun: Samples.pipelineRun(), label: "nightly")

    @Test("in passing is made again until it is answered", arguments: [429, 502, 503, 504, 0])
    func passing(status: Int) async throws {
        let script: ScriptedServer.Script = { _, number in
            guard number > 3 else { return status == 0 ? .cut : .answer(status, [("retry-after", "0")]) }
            return try .json(Self.summary)
        }
        try await ScriptedServer.run(script) { server, address in
            let found = try await StrataClient.quick(address).pipelineRun(Self.summary.pipelineRun.id)
            #expect(found == Self.summary)
            #expect(server.requests.count == 4)
        }
    }

    @Test("in the middle of its answer is made again")
    func cutAnswer() async throws {
        try await ScriptedServer.run { _, number in
            number == 1 ? .partial(200, announced: 1000, [], Array("{".utf8)) : try .json(Self.summary)
        } _: { server, address in
            let found = try await StrataClient.quick(address).pipelineRun(Self.summary.pipelineRun.id)
            #expect(found == Self.summary)
            #expect(server.requests.count == 2)
        }
    }

    @Test("for good is made once", arguments: [400, 401, 403, 404, 409, 413, 426, 500])
    func final(status: Int) async throws {
        try await ScriptedServer.run { _, _ in
            try .problem(Problem(code: "x", status: status, detail: "No.", nextBatch: 7))
        } _: { server, address in
            let batch = ChangeBatch(number: 0, changes: [])
            let error = await #expect(throws: Problem.self) {
                try await StrataClient.quick(address).send(batch, to: PipelineRunID())
            }
            #expect(error?.status == status)
            #expect(error?.detail == "No.")
            #expect(error?.nextBatch == 7)
            #expect(server.requests.count == 1)
        }
    }

    @Test("is not made again when the patience is used up, also where the server asks for longer")
    func patience() async throws {
        try await ScriptedServer.run { _, _ in
            .answer(503, [("retry-after", "3000")])
        } _: { server, address in
            let error = await #expect(throws: Problem.self) { try await StrataClient.quick(address).choices() }
            #expect(error?.code == "unavailable")
            #expect(server.requests.count == 1)
        }
    }

    @Test("because nothing listens says where and what to do")
    func refused() async throws {
        let address = try ServerAddress("http://127.0.0.1:\(LoopbackPort.free())")
        let error = await #expect(throws: ClientError.self) {
            try await StrataClient.quick(address, patience: .zero).choices()
        }
        #expect(error?.code == .unreachable)
        #expect(error?.message.contains("\(address)") == true)
        #expect(error?.remedy?.contains("strata server") == true)
    }

    @Test("by silence is given up")
    func silence() async throws {
        try await ScriptedServer.run { _, _ in
            .silence(.seconds(5))
        } _: { _, address in
            let client = try StrataClient(
                address,
                retries: RetryPolicy(patience: .zero),
                timeouts: .init(silence: .milliseconds(200))
            )
            let error = await #expect(throws: ClientError.self) { try await client.choices() }
            #expect(error?.code == .timedOut)
        }
    }

    @Test("is not made again for a task that was canceled")
    func canceled() async throws {
        try await ScriptedServer.run { _, _ in
            .answer(503)
        } _: { _, address in
            let client = try StrataClient(address, retries: RetryPolicy(base: .seconds(50), patience: .seconds(3000)))
            let task = Task { try await client.choices() }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test("waits longer each time, up to a limit", arguments: UInt64(1)...5)
    func delays(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let policy = RetryPolicy(base: .milliseconds(100), cap: .seconds(5), patience: .seconds(10))
        for number in 1...100 {
            let wait = policy.delay(number, using: &generator)
            #expect(wait >= .zero && wait <= .seconds(5), "seed \(seed)")
            if number < 6 { #expect(wait <= .milliseconds(100 << (number - 1)), "seed \(seed)") }
        }
        #expect(policy.delay(afterFailures: 1, elapsed: .seconds(11), asked: nil, using: &generator) == nil)
        #expect(
            policy.delay(afterFailures: 1, elapsed: .zero, asked: .seconds(7), using: &generator) == .seconds(7),
            "seed \(seed)"
        )
    }

    @Test("and that the client's watcher is told of")
    func watched() async throws {
        let heard = Mutex<[Bool]>([])
        try await ScriptedServer.run { _, number in
            number < 3 ? .answer(503) : try .json(Self.summary)
        } _: { _, address in
            var client = try StrataClient.quick(address)
            client.watch = { failure in heard.withLock { $0.append(failure == nil) } }
            _ = try await client.pipelineRun(Self.summary.pipelineRun.id)
        }
        #expect(heard.withLock { $0 } == [false, false, true])
    }
}
