import StrataAPI
import StrataEngine
import StrataModel
import StrataStore
import Testing

extension ServerStoreContract {
    static let runCases: [ContractCase<any ServerStore>] = [
        ContractCase("An outline has what a graph needs of every run") { store in
            let id = try await family(store)
            let outline = try await store.outline(of: id, from: 0)
            let records = try await store.runs(of: id, in: 0..<RunIndex.max)
            #expect(outline.runs.map(\.index) == records.map(\.index))
            for (line, record) in zip(outline.runs, records) {
                let expected = RunOutline(
                    index: record.index,
                    parent: record.parent ?? -1,
                    function: record.function,
                    state: record.state,
                    attempt: record.attempt,
                    isAwaited: record.isAwaited,
                    created: record.times.created.microseconds,
                    started: record.times.started?.microseconds ?? 0,
                    ended: record.times.ended?.microseconds ?? 0
                )
                #expect(line == expected)
            }
            let edges = records.flatMap { record in
                record.dependencies.map {
                    RunEdge(target: record.index, source: $0.run, input: $0.input ?? -1, path: $0.path)
                }
            }
            #expect(outline.edges == edges)
            let rest = try await store.outline(of: id, from: 3)
            #expect(rest.runs == outline.runs.filter { $0.index >= 3 })
            #expect(rest.edges == edges.filter { $0.target >= 3 })
            for first in [RunIndex.max, 99] {
                #expect(try await store.outline(of: id, from: first).runs.isEmpty)
            }
            #expect(try await store.outline(of: id, from: .min).runs == outline.runs)
            #expect(try await store.outline(of: PipelineRunID(), from: 0).runs.isEmpty)
        },
        ContractCase("A run comes with those around it") { store in
            let id = try await family(store)
            let run = RunID(pipelineRun: id, index: 3)
            let detail = try #require(try await store.detail(of: run))
            #expect(detail.id == run)
            #expect(try await store.run(run) == detail.run)
            #expect(detail.function == Samples.function())
            #expect(detail.ancestors.map(\.index) == [0, 1])
            let upstream = [
                RunLink(index: 2, label: "train", state: .succeeded, input: "data", path: ".x"),
                RunLink(index: 2, label: "train", state: .succeeded),
            ]
            #expect(detail.upstream == upstream)
            let downstream = [RunLink(index: 5, label: "train", state: .created, input: "config")]
            #expect(detail.downstream == downstream)
            #expect(detail.childCount == 0)
            #expect(detail.omittedUpstreamCount == nil)
            let parent = try await store.detail(of: RunID(pipelineRun: id, index: 1))
            #expect(parent?.childCount == 3)
            let root = try await store.detail(of: RunID(pipelineRun: id, index: 0))
            #expect(root?.childCount == 2)
            for index in [RunIndex.max, .min, -1, 99] {
                #expect(try await store.detail(of: RunID(pipelineRun: id, index: index)) == nil)
            }
            #expect(try await store.detail(of: RunID(pipelineRun: PipelineRunID(), index: 0)) == nil)
        },
        ContractCase("A run comes with the attempts that failed before") { store in
            let id = try await begin(store)
            let failure = RunFailure(cause: .preempted, message: "the node went away")
            try await send(
                store,
                id,
                1,
                [
                    .created(Samples.run(0)), Samples.step(0, .created, .scheduled),
                    Samples.step(0, .scheduled, .running, at: 2000),
                    Samples.step(0, .running, .retrying, at: 3000, failure: failure),
                ]
            )
            let detail = try await store.detail(of: RunID(pipelineRun: id, index: 0))
            let attempt = AttemptRecord(
                number: 1,
                started: Samples.time(2000),
                ended: Samples.time(3000),
                failure: failure
            )
            #expect(detail?.attempts == [attempt])
        },
        ContractCase("A run with thousands of neighbours comes with the first hundred on each side") { store in
            let id = try await begin(store)
            let waiting = (0..<RunIndex(300)).map { RunDependency(run: $0, input: 1, path: "[\($0)]") }
            let last = Samples.run(300, dependencies: waiting)
            let followers = (301..<RunIndex(600)).map {
                Samples.run($0, dependencies: [RunDependency(run: 300, input: nil)])
            }
            let changes = (0..<RunIndex(300)).map { RecordChange.created(Samples.run($0)) }
            try await send(store, id, 1, changes + [.created(last)] + followers.map { .created($0) })
            let detail = try #require(try await store.detail(of: RunID(pipelineRun: id, index: 300)))
            #expect(detail.upstream.map(\.index) == Array(0..<100))
            #expect(detail.run.dependencies == Array(waiting.prefix(100)))
            #expect(detail.omittedUpstreamCount == 200)
            #expect(detail.downstream.map(\.index) == Array(301..<401))
        },
    ]

    /// A root, a nested graph of three and a run beside it, of which most have not ended.
    private static func family(_ store: any ServerStore) async throws -> PipelineRunID {
        let id = try await begin(store)
        let edges = [RunDependency(run: 2, input: 1, path: ".x"), RunDependency(run: 2, input: nil)]
        var awaited = Samples.run(4, parent: 0)
        awaited.isAwaited = true
        let last = Samples.run(5, parent: 1, dependencies: [RunDependency(run: 3, input: 0)])
        try await send(
            store,
            id,
            1,
            [.created(Samples.run(0)), .created(Samples.run(1, parent: 0)), .created(Samples.run(2, parent: 1))]
                + MetadataStoreContract.life(of: 2).dropFirst()
                + [.created(Samples.run(3, parent: 1, dependencies: edges)), .created(awaited), .created(last)]
        )
        try await send(
            store,
            id,
            2,
            [Samples.step(3, .created, .scheduled), Samples.step(3, .scheduled, .running, at: 7000, attempt: 2)]
        )
        return id
    }
}
