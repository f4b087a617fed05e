import Foundation
import Strata
import StrataModel
import StrataStore
import StrataTestSupport
import Synchronization
import Testing

@testable import Strata

@Suite("What a runner records", .timeLimit(.minutes(10)))
struct RecordingTests {
    @Test("is what happened: states, times, inputs with their sources, and outputs", arguments: RecordingSite.allCases)
    func runs(site: RecordingSite) async throws {
        try await site.opened { site in
            let home = site.home
            let runner = site.runner(name: "mine", tags: ["a", "b"])
            let result = try await runner.result(of: RecordedSteps.pipeline(3))
            let metadata = try StrataHome(path: home).openMetadata()
            let pipelineRun = try #require(try await metadata.pipelineRun(result.id))
            #expect(pipelineRun.name == "mine")
            #expect(pipelineRun.tags == ["a", "b"])
            #expect(pipelineRun.state == .succeeded)
            #expect(pipelineRun.function == "StrataTests.RecordedSteps.pipeline(_:)")
            #expect(try #require(pipelineRun.endedAt) >= pipelineRun.createdAt)
            let history = try await RunHistory(home: home, result.id)
            let runs = history.runs.values.sorted { $0.index < $1.index }
            #expect(runs.map { history.functions[$0.function]?.label } == ["pipeline", "numbers", "give", "sum"])
            #expect(runs.allSatisfy { $0.state == .succeeded && $0.attempt == 1 })
            for run in runs {
                let times = [run.times.created, run.times.scheduled, run.times.started, run.times.ended].compactMap(
                    \.self
                )
                #expect(times.count == 4)
                #expect(times == times.sorted())
            }
            #expect(runs.map { $0.inputs.map(\.name) } == [["count"], ["count"], ["numbers"], ["values", "weight"]])
            #expect(runs.map { $0.inputs.map(\.source) } == [[nil], [nil], [1], [nil, nil]])
            #expect(runs[3].dependencies == [RunDependency(run: 2, input: 0, path: ".values")])
            #expect(runs[2].inputs[0].artifact.reference == runs[1].output?.reference)
            let values = try #require(runs[3].inputs[0].artifact.inline)
            #expect(String(decoding: values, as: UTF8.self) == "[0,1,2]")
            #expect(runs[0].output == runs[3].output)
            #expect(String(decoding: try #require(runs[0].output?.inline), as: UTF8.self) == "6")
        }
    }

    @Test("has every log line, numbered without gaps, and every metric", arguments: RecordingSite.allCases)
    func logs(site: RecordingSite) async throws {
        try await site.opened { site in
            let home = site.home
            let result = try await site.runner().result(of: RecordedSteps.pipeline(2_000))
            let history = try await RunHistory(home: home, result.id)
            #expect(history.logs.map(\.number) == Array(0..<2_000))
            #expect(history.logs.allSatisfy { $0.run == 1 && $0.attempt == 1 && $0.level == "info" })
            #expect(history.logs.last?.message == "number value=1999")
            let progress = history.metrics.filter { $0.name == "progress" }
            #expect(progress.map(\.step) == Array(0..<2_000))
            let loss = history.metrics.filter { $0.name == "loss" }
            #expect(loss.map(\.step).sorted() == [7, 8, .max, .max])
            #expect(loss.first { $0.step == 7 }?.value.isNaN == true)
            #expect(loss.first { $0.step == 8 }?.value == .infinity)
        }
    }

    @Test("of a pipeline run that fails is why, with all that was done before", arguments: RecordingSite.allCases)
    func failure(site: RecordingSite) async throws {
        try await site.opened { site in
            let home = site.home
            let result = try await site.runner().result(of: CallSteps.outer())
            let metadata = try StrataHome(path: home).openMetadata()
            let pipelineRun = try #require(try await metadata.pipelineRun(result.id))
            #expect(pipelineRun.state == .failed)
            #expect(pipelineRun.failure?.message == "the disk is on fire")
            let history = try await RunHistory(home: home, result.id)
            #expect(
                history.runs.values.sorted { $0.index < $1.index }.map(\.state) == [
                    .nestedFailed, .nestedFailed, .nestedFailed, .canceled, .failed,
                ]
            )
        }
    }

    @Test(
        "of one that is canceled is that, also where its task was canceled before",
        arguments: [true, false],
        RecordingSite.allCases
    )
    func canceled(isEarly: Bool, site: RecordingSite) async throws {
        try await site.opened { site in
            let home = site.home
            let gate = Gate()
            let task = Task {
                if isEarly { await gate.opened() }
                return try await site.runner().result(of: LargeGraphs.waits(5, gate))
            }
            if !isEarly { await gate.begun() }
            task.cancel()
            await gate.open()
            let result = try await task.value
            #expect(result.state == .canceled)
            let metadata = try StrataHome(path: home).openMetadata()
            #expect(try await metadata.pipelineRun(result.id)?.state == .canceled)
            let history = try await RunHistory(home: home, result.id)
            #expect(history.runs.values.allSatisfy { $0.state == .canceled })
        }
    }

    @Test("is there while functions keep every thread that tasks share busy")
    func threadsAreBusy() async throws {
        try await withTemporaryFolder { home in
            let count = ProcessInfo.processInfo.activeProcessorCount + 1
            let seen = try await LocalRunner(home: home, maxParallelism: count).run(RecordedSteps.keepBusy(home, count))
            #expect(seen == Array(repeating: true, count: count))
        }
    }

    @Test("is let go of with the runner: no store stays open")
    func isFreed() async throws {
        try await withTemporaryFolder { home in
            let opened = Opened()
            let runner = LocalRunner(home: home).recording { base in
                let store = FailingStore(base, failingAfter: .max)
                opened.store = store
                return store
            }
            #expect(try await runner.run(RecordedSteps.one(1)) == 1)
            // The task that wrote may be a moment behind.
            for _ in 0..<500 where opened.store != nil { try await Task.sleep(for: .milliseconds(10)) }
            #expect(opened.store == nil)
        }
    }

    @Test("has times that a clock which is set back does not contradict")
    func clock() {
        let elapsed = Mutex(Duration.zero)
        let start = ContinuousClock.now
        let clock = SteadyClock(from: Timestamp(microseconds: 5_000_000), by: { start + elapsed.withLock { $0 } })
        #expect(clock.reading.microseconds == 5_000_000)
        elapsed.withLock { $0 = .microseconds(61_000_007) }
        #expect(clock.reading.microseconds == 66_000_007)
    }

    @Test("is not disturbed by a task that goes on to report after its run is over", arguments: RecordingSite.allCases)
    func lateReports(site: RecordingSite) async throws {
        try await site.opened { site in
            let home = site.home
            for _ in 0..<5 {
                let result = try await site.runner().result(of: RecordedSteps.chatter())
                #expect(result.output == 1)
                let history = try await RunHistory(home: home, result.id)
                #expect(history.logs.map(\.number) == history.logs.indices.map(Int64.init))
            }
        }
    }
}

/// What a runner opened, if it is still there.
private final class Opened: Sendable {
    private struct Reference {
        weak var store: FailingStore?
    }

    private let state = Mutex(Reference())

    var store: FailingStore? {
        get { state.withLock { $0.store } }
        set { state.withLock { $0.store = newValue } }
    }
}
