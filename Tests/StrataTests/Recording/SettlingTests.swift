import Strata
import StrataEngine
import StrataModel
import StrataTestSupport
import Synchronization
import Testing

@testable import Strata

@Suite("Waiting for what is durable", .timeLimit(.minutes(5)))
struct SettlingTests {
    @Test("ends where the store is out of reach, until it takes changes again")
    func stopped() async throws {
        let store = StuckStore()
        let recorder = BatchingRecorder(store: store, id: PipelineRunID(), observe: nil)
        let writing = Task { try await recorder.write() }
        recorder.record(.created(Samples.run(0)))
        await store.gate.begun()
        let settled = Task { await recorder.settle() }
        // The waiter may come a moment before or after: both must go on.
        await Task.yield()
        while recorder.waiting.since == nil { await Task.yield() }
        recorder.stopSettling()
        await settled.value
        // Nobody waits now.
        recorder.record(.created(Samples.run(1)))
        await recorder.settle()
        #expect(recorder.waiting.count == 2)
        #expect(!recorder.isIdle(for: .zero))
        await store.gate.open()
        await recorder.settle()
        recorder.close()
        try await writing.value
        #expect(recorder.waiting.count == 0)
        #expect(store.taken.withLock { $0 } == 2)
    }

    @Test("ends also for those who waited already")
    func waiting() async throws {
        let store = StuckStore()
        let recorder = BatchingRecorder(store: store, id: PipelineRunID(), observe: nil)
        let writing = Task { try await recorder.write() }
        recorder.record(.created(Samples.run(0)))
        await store.gate.begun()
        await withTaskGroup { group in
            for _ in 0..<20 { group.addTask { await recorder.settle() } }
            while recorder.waiting.since == nil { await Task.yield() }
            for _ in 0..<100 { await Task.yield() }
            recorder.stopSettling()
            await group.waitForAll()
        }
        await store.gate.open()
        recorder.close()
        try await writing.value
    }
}

/// A store that takes nothing until its gate is opened.
private final class StuckStore: MetadataStore {
    let gate = Gate()
    let taken = Mutex(0)

    func create(_ pipelineRun: PipelineRunRecord) async throws {}

    func commit(_ changes: [RecordChange], to pipelineRun: PipelineRunID) async throws {
        await gate.begin()
        await gate.opened()
        taken.withLock { $0 += changes.count }
    }

    func pipelineRun(_ id: PipelineRunID) async throws -> PipelineRunRecord? { nil }
    func pipelineRuns(_ filter: PipelineRunFilter) async throws -> [PipelineRunRecord] { [] }
    func pipelineRunIDs(prefix: String, limit: Int) async throws -> [PipelineRunID] { [] }
    func stateCounts(of pipelineRun: PipelineRunID) async throws -> [RunState: Int] { [:] }
    func runs(of pipelineRun: PipelineRunID, in range: Range<RunIndex>) async throws -> [RunRecord] { [] }
    func run(_ id: RunID) async throws -> RunRecord? { nil }
    func functions(of pipelineRun: PipelineRunID) async throws -> [FunctionKey: FunctionRecord] { [:] }
    func logs(of run: RunID, includingDescendants: Bool) async throws -> [LogLine] { [] }
    func metrics(of run: RunID) async throws -> [MetricPoint] { [] }
}
