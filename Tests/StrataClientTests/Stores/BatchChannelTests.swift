import FoundationEssentials
import StrataAPI
import StrataEngine
import StrataModel
import StrataTestSupport
import Synchronization
import Testing

@testable import StrataClient

@Suite("Batches to a server", .timeLimit(.minutes(5)))
struct BatchChannelTests {
    private static func batch(_ request: ScriptedServer.Request) throws -> ChangeBatch {
        try APICoding.decoder.decode(ChangeBatch.self, from: Data(request.body))
    }

    /// A server's memory of one pipeline run: what it would have recorded.
    private final class Ledger: Sendable {
        let batches = Mutex<[ChangeBatch]>([])

        /// Records a batch as the contract says.
        func take(_ batch: ChangeBatch) throws -> ScriptedServer.Reply {
            try batches.withLock { batches in
                if batch.number == Int64(batches.count) - 1, batches.last == batch {
                    return try .json(ChangeBatch.Receipt(nextBatch: batch.number + 1, isRepeated: true))
                }
                guard batch.number == Int64(batches.count) else {
                    let next = Int64(batches.count)
                    return try .problem(Problem(code: "conflict", status: 409, detail: "order", nextBatch: next))
                }
                batches.append(batch)
                return try .json(ChangeBatch.Receipt(nextBatch: batch.number + 1))
            }
        }

        var changes: [RecordChange] { batches.withLock { $0.flatMap(\.changes) } }
    }

    private static func lines(_ count: Int, size: Int = 1) -> [RecordChange] {
        (0..<count).map { number in
            .log(
                LogLine(
                    run: 0,
                    attempt: 1,
                    number: Int64(number),
                    time: Samples.time(0),
                    level: "info",
                    message: String(repeating: "x", count: size)
                )
            )
        }
    }

    @Test("are recorded once each and in order, however many answers are lost", arguments: UInt64(1)...10)
    func lostAnswers(seed: UInt64) async throws {
        let generator = Mutex(SeededGenerator(seed: seed))
        let ledger = Ledger()
        try await ScriptedServer.run { request, _ in
            let fate = generator.withLock { Int.random(in: 0..<4, using: &$0) }
            if fate == 0 { return .cut }
            let reply = try ledger.take(Self.batch(request))
            switch fate {
            case 1: return .cut
            case 2: return .partial(200, announced: 500, [], Array("{".utf8))
            default: return reply
            }
        } _: { _, address in
            let store = RemoteMetadataStore(try StrataClient.quick(address))
            let id = PipelineRunID()
            // Nobody has created it here: the number is asked for first.
            for change in Self.lines(40) { try await store.commit([change], to: id) }
        }
        #expect(ledger.changes == Self.lines(40), "seed \(seed)")
    }

    @Test("that got no answer before the patience ended are not recorded twice by whoever tries again")
    func givenUp() async throws {
        let ledger = Ledger()
        let isSilent = Mutex(false)
        try await ScriptedServer.run { request, _ in
            let reply = try ledger.take(Self.batch(request))
            return isSilent.withLock(\.self) ? .cut : reply
        } _: { _, address in
            let store = RemoteMetadataStore(try StrataClient.quick(address, patience: .milliseconds(50)))
            let id = PipelineRunID()
            let lines = Self.lines(4)
            try await store.commit([lines[0]], to: id)
            isSilent.withLock { $0 = true }
            await expectStoreError(.unavailable) { try await store.commit([lines[1]], to: id) }
            isSilent.withLock { $0 = false }
            // The same again is the same batch; other changes come after it.
            try await store.commit([lines[1]], to: id)
            isSilent.withLock { $0 = true }
            await expectStoreError(.unavailable) { try await store.commit([lines[2]], to: id) }
            isSilent.withLock { $0 = false }
            try await store.commit([lines[3]], to: id)
            #expect(ledger.changes == lines)
        }
    }

    @Test("too many or too large for one go in several, in order")
    func split() async throws {
        let ledger = Ledger()
        try await ScriptedServer.run { request, _ in
            #expect(request.body.count <= BatchChannel.largestBatch.bytes)
            return try ledger.take(Self.batch(request))
        } _: { _, address in
            let store = RemoteMetadataStore(try StrataClient.quick(address))
            try await store.commit(Self.lines(20_000), to: PipelineRunID())
            let counts = ledger.batches.withLock { $0.map(\.changes.count) }
            #expect(counts == [8192, 8192, 3616])
            #expect(ledger.changes == Self.lines(20_000))
        }
        let second = Ledger()
        try await ScriptedServer.run { request, _ in
            try second.take(Self.batch(request))
        } _: { _, address in
            let store = RemoteMetadataStore(try StrataClient.quick(address))
            try await store.commit(Self.lines(70, size: 1 << 20), to: PipelineRunID())
            #expect(second.changes == Self.lines(70, size: 1 << 20))
            #expect(second.batches.withLock { $0.count } > 2)
        }
    }

    @Test("of many tasks at once go one after another")
    func concurrent() async throws {
        let ledger = Ledger()
        try await ScriptedServer.run { request, _ in
            try ledger.take(Self.batch(request))
        } _: { _, address in
            let store = RemoteMetadataStore(try StrataClient.quick(address))
            let id = PipelineRunID()
            try await withThrowingTaskGroup { group in
                for line in Self.lines(100) { group.addTask { try await store.commit([line], to: id) } }
                try await group.waitForAll()
            }
            #expect(Set(ledger.changes) == Set(Self.lines(100)))
        }
    }

    @Test("of another process that records the same pipeline run are noticed, not mixed")
    func takenOver() async throws {
        let ledger = Ledger()
        try await ScriptedServer.run { request, _ in
            try ledger.take(Self.batch(request))
        } _: { _, address in
            let id = PipelineRunID()
            let first = RemoteMetadataStore(try StrataClient.quick(address))
            let second = RemoteMetadataStore(try StrataClient.quick(address))
            let lines = Self.lines(3)
            try await first.commit([lines[0]], to: id)
            try await second.commit([lines[1]], to: id)
            await expectStoreError(.conflict, containing: "another process") {
                try await first.commit([lines[2]], to: id)
            }
            // Not even where it sends the very same.
            let third = RemoteMetadataStore(try StrataClient.quick(address))
            try await third.commit([], to: id)
            await expectStoreError(.conflict) { try await second.commit([], to: id) }
        }
    }

    @Test("that are refused leave their number to the next")
    func refused() async throws {
        let ledger = Ledger()
        let lines = Self.lines(2)
        try await ScriptedServer.run { request, number in
            guard number != 2 else {
                return try .problem(
                    Problem(code: "illegalTransition", status: 409, detail: "no", presentState: .failed)
                )
            }
            return try ledger.take(Self.batch(request))
        } _: { _, address in
            let store = RemoteMetadataStore(try StrataClient.quick(address))
            let id = PipelineRunID()
            // The first request asks for the number.
            await expectStoreError(.illegalTransition) { try await store.commit([lines[0]], to: id) }
            try await store.commit([lines[1]], to: id)
            #expect(ledger.changes == [lines[1]])
        }
    }
}
