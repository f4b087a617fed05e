import StrataModel
import Testing

@testable import StrataEngine

@Suite("The scheduler", .timeLimit(.minutes(10)))
struct SchedulerTests {
    private static let root = RunSpecification(function: 0, label: "root")

    private static func scheduler(
        _ executor: FakeExecutor,
        maxParallelism: Int = 2,
        keepGoing: Bool = false,
        recorder: ListRecorder? = nil
    ) -> Scheduler {
        Scheduler(
            options: .init(maxParallelism: maxParallelism, keepGoing: keepGoing),
            executor: executor,
            recorder: recorder,
            clock: { Timestamp(microseconds: 0) }
        )
    }

    private static func wide(_ count: Int) -> RunOutcome {
        .expanded(
            GraphExpansion(runs: (0..<count).map { _ in RunSpecification(function: 0, label: "leaf") }, result: nil)
        )
    }

    @Test("executes as many runs at once as it may, and never more", arguments: [1, 2, 8])
    func boundsParallelism(limit: Int) async {
        let together = Rendezvous(limit)
        nonisolated(unsafe) weak var counter: FakeExecutor?
        let executor = FakeExecutor { run, _ in
            guard run > 0 else { return Self.wide(40) }
            await counter?.counting {
                if run <= limit { await together.arrive() }
                await Task.yield()
            }
            return .computed
        }
        counter = executor
        #expect(await Self.scheduler(executor, maxParallelism: limit).run(Self.root) == .succeeded)
        #expect(executor.highWater == limit)
        #expect(executor.executed.count == 41)
    }

    @Test("executes graphs of 100,000 runs", arguments: PipelineShape.allCases)
    func executesLargeGraphs(shape: PipelineShape) async {
        let executor = FakeExecutor { run, scheduler in
            // Asking for the ancestry costs the depth, which the nested graphs have a lot of.
            let parent = shape == .batches ? scheduler.ancestry(of: run).dropFirst().first?.run : nil
            return shape.graph(of: run, parent: parent, size: 100_000).map(RunOutcome.expanded) ?? .computed
        }
        #expect(await Self.scheduler(executor).run(Self.root) == .succeeded)
        #expect(executor.executed.count >= 100_000)
    }

    @Test("stops what executes when it is canceled from outside")
    func isCanceledFromOutside() async {
        let begun = Rendezvous(3)
        let recorder = ListRecorder()
        let executor = FakeExecutor { run, _ in
            guard run > 0 else { return Self.wide(10) }
            await begun.arrive()
            await waitForCancellation()
            return .failed(RunFailure(cause: .canceled(because: nil), message: "canceled"))
        }
        let scheduler = Self.scheduler(executor, recorder: recorder)
        async let state = scheduler.run(Self.root)
        await begun.arrive()
        scheduler.cancel()
        #expect(await state == .canceled)
        #expect(executor.executed.count == 3)
        #expect(recorder.firstIllegalStep == nil)
    }

    @Test("is canceled with the task that calls it")
    func isCanceledWithTask() async {
        let begun = Rendezvous(2)
        let executor = FakeExecutor { _, _ in
            await begun.arrive()
            await waitForCancellation()
            return .computed
        }
        let scheduler = Self.scheduler(executor)
        let task = Task { await scheduler.run(Self.root) }
        await begun.arrive()
        task.cancel()
        // The root had its way: it ended well although everything was to stop.
        #expect(await task.value == .succeeded)
    }

    @Test("executes nothing where its task was canceled before")
    func isCanceledBeforeItBegins() async {
        let executor = FakeExecutor { _, _ in .computed }
        let scheduler = Self.scheduler(executor)
        let task = Task {
            await waitForCancellation()
            return await scheduler.run(Self.root)
        }
        task.cancel()
        #expect(await task.value == .canceled)
        #expect(executor.executed.isEmpty)
    }

    @Test("executes nothing where it was canceled itself before")
    func remembersCancellation() async {
        let executor = FakeExecutor { _, _ in .computed }
        let recorder = ListRecorder()
        let scheduler = Self.scheduler(executor, recorder: recorder)
        scheduler.cancel()
        #expect(await scheduler.run(Self.root) == .canceled)
        #expect(executor.executed.isEmpty)
        #expect(recorder.firstIllegalStep == nil)
    }

    @Test("lets awaited calls nest a thousand deep on one place", arguments: [true, false])
    func nestsCalls(succeeds: Bool) async {
        @Sendable func descend(_ run: RunIndex, _ scheduler: Scheduler) async -> RunOutcome {
            guard run < 1000 else {
                return succeeds ? .computed : .failed(RunFailure(cause: .user, message: "the deepest fails"))
            }
            do {
                let call = try await scheduler.call(by: run) { await descend($0, scheduler) }
                guard call.state != .succeeded else { return .computed }
                return .failed(RunFailure(cause: .nested(call.run), message: "nested"))
            } catch {
                return .failed(RunFailure(cause: .infrastructure, message: "\(error)"))
            }
        }
        let recorder = ListRecorder()
        let executor = FakeExecutor { run, scheduler in await descend(run, scheduler) }
        let scheduler = Self.scheduler(executor, maxParallelism: 1, recorder: recorder)
        #expect(await scheduler.run(Self.root) == (succeeds ? .succeeded : .failed))
        #expect(recorder.firstIllegalStep == nil)
        #expect(scheduler.ancestry(of: 1000).count == 1001)
    }

    @Test("counts concurrent calls, not their caller", arguments: [1, 2, 8])
    func callsConcurrently(limit: Int) async {
        nonisolated(unsafe) weak var counter: FakeExecutor?
        let recorder = ListRecorder()
        let executor = FakeExecutor { run, scheduler in
            let states = await withTaskGroup(of: RunState?.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try? await scheduler.call(by: run) { _ in
                            await counter?.counting { await Task.yield() }
                            return .computed
                        }.state
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            return states == Array(repeating: .succeeded, count: 50)
                ? .computed : .failed(RunFailure(cause: .user, message: "\(states)"))
        }
        counter = executor
        let state = await Self.scheduler(executor, maxParallelism: limit, recorder: recorder).run(Self.root)
        #expect(state == .succeeded)
        #expect(executor.highWater <= limit)
        #expect(recorder.firstIllegalStep == nil)
    }

    @Test("refuses calls of a run that is over, and calls while it stops, and says which")
    func refusesCalls() async throws {
        let executor = FakeExecutor { run, scheduler in
            scheduler.cancel()
            let refusal = await #expect(throws: Scheduler.CallRefused.self) {
                try await scheduler.call(by: run) { _ in .computed }
            }
            #expect(refusal?.isStopping == true)
            return .computed
        }
        _ = await Self.scheduler(executor).run(Self.root)
        let idle = FakeExecutor { _, _ in .computed }
        let over = Self.scheduler(idle)
        _ = await over.run(Self.root)
        let refusal = await #expect(throws: Scheduler.CallRefused.self) {
            try await over.call(by: 0) { _ in .computed }
        }
        #expect(refusal?.isStopping == false)
    }
}
