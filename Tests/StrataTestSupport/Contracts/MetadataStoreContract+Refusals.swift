public import StrataEngine
public import StrataModel
import Testing

extension MetadataStoreContract {
    static let refusalCases: [ContractCase<any MetadataStore>] = [
        ContractCase("A batch is recorded whole or not at all") { store in
            let id = try await begin(store)
            try await store.commit(life(of: 0), to: id)
            let before = try await store.run(RunID(pipelineRun: id, index: 0))
            await expectStoreError(.illegalTransition) {
                try await store.commit(
                    life(of: 1) + [
                        .function(9, Samples.function("other")), .log(line(1, "x")),
                        .ended(.succeeded, Samples.time(1), nil), Samples.step(0, .running, .failed),
                    ],
                    to: id
                )
            }
            #expect(try await store.runs(of: id, in: 0..<RunIndex.max).map(\.index) == [0])
            #expect(try await store.run(RunID(pipelineRun: id, index: 0)) == before)
            #expect(try await store.functions(of: id).keys.sorted() == [0])
            #expect(try await store.pipelineRun(id)?.state == .running)
            try await store.commit(life(of: 1), to: id)
        },
        ContractCase("A transition must start from the recorded state") { store in
            let id = try await begin(store)
            try await store.commit([.created(Samples.run(3)), Samples.step(3, .created, .scheduled)], to: id)
            await expectStoreError(.illegalTransition, containing: id.short + ".3", "scheduled", "running", "failed") {
                try await store.commit([Samples.step(3, .running, .failed)], to: id)
            }
            await expectStoreError(.illegalTransition, containing: "created") {
                try await store.commit([.created(Samples.run(4)), Samples.step(4, .running, .failed)], to: id)
            }
        },
        ContractCase("What belongs to nothing is not found") { store in
            let id = try await begin(store)
            await expectStoreError(.notFound, containing: "8") {
                try await store.commit([Samples.step(8, .created, .scheduled)], to: id)
            }
            await expectStoreError(.notFound) { try await store.commit([.log(line(8, "x"))], to: id) }
            await expectStoreError(.notFound) { try await store.commit([.metric(point(8, "x", 0, 1))], to: id) }
            let stranger = PipelineRunID()
            await expectStoreError(.notFound, containing: stranger.description) {
                try await store.commit([], to: stranger)
            }
            var run = Samples.run(0)
            run.function = 99
            await expectStoreError(.notFound, containing: "99") { [run] in
                try await store.commit([.created(run)], to: id)
            }
        },
        ContractCase("A run's number can be taken only once, and is not negative") { store in
            let id = try await begin(store)
            try await store.commit([.created(Samples.run(0))], to: id)
            await expectStoreError(.conflict, containing: id.short + ".0") {
                try await store.commit([.created(Samples.run(0))], to: id)
            }
            await expectStoreError(.conflict) {
                try await store.commit([.created(Samples.run(1)), .created(Samples.run(1))], to: id)
            }
            await expectStoreError(.conflict) { try await store.commit([.created(Samples.run(-1))], to: id) }
        },
    ]

    /// Every pair of states, for the table of transitions.
    public static let statePairs: [(from: RunState, to: RunState)] = RunState.allCases.flatMap { from in
        RunState.allCases.map { (from, $0) }
    }

    /// Checks that the store takes a transition exactly if the state machine allows it, whether the run was recorded
    /// before or in the same batch.
    public static func checkTransition(_ from: RunState, _ to: RunState, on store: any MetadataStore) async throws {
        let id = try await begin(store)
        try await store.commit([.created(Samples.run(0, state: from))], to: id)
        for changes in [
            [Samples.step(0, from, to)],
            [.created(Samples.run(1, state: from)), Samples.step(1, from, to)],
        ] {
            if from.canBecome(to) {
                try await store.commit(changes, to: id)
            } else {
                await expectStoreError(.illegalTransition, containing: from.rawValue, to.rawValue) {
                    try await store.commit(changes, to: id)
                }
            }
        }
        let expected = from.canBecome(to) ? to : from
        let states = try await store.runs(of: id, in: 0..<2).map(\.state)
        #expect(states == (from.canBecome(to) ? [to, to] : [expected]))
    }
}
