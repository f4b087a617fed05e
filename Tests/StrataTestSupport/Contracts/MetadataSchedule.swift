public import StrataEngine
import StrataModel
import Testing

/// Sends random batches, legal and illegal ones, to a store and to a plain model, and compares what they say.
public struct MetadataSchedule {
    private var generator: SeededGenerator
    private(set) var model = MetadataModel()
    private var numbers: [RunIndex: Int64] = [:]
    private var clock: Int64 = 0

    /// A schedule that `seed` repeats.
    public init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Runs the schedule.
    public mutating func run(batches: Int, on store: any MetadataStore) async throws {
        let id = try await MetadataStoreContract.begin(store)
        var refused = 0
        for _ in 0..<batches {
            let changes = batch()
            let legal = model.commit(changes)
            do {
                try await store.commit(changes, to: id)
                #expect(legal, "the store took what the model refused: \(changes)")
            } catch let error as StoreError {
                refused += 1
                #expect(!legal, "the store refused what the model took: \(error)")
            }
        }
        #expect(refused > 0 && refused < batches, "a schedule with \(refused) refusals of \(batches) shows little")
        try await compare(store, id)
    }

    /// Lets the model take a batch.
    ///
    /// - Returns: Whether it was legal.
    mutating func take(_ changes: [RecordChange]) -> Bool {
        model.commit(changes)
    }

    /// Compares what a store says with the model.
    func compare(_ store: any MetadataStore, _ id: PipelineRunID) async throws {
        let listed = try await store.runs(of: id, in: 0..<RunIndex.max)
        #expect(listed == model.list())
        let counts = Dictionary(grouping: model.runs.values, by: \.state).mapValues(\.count)
        #expect(try await store.stateCounts(of: id) == counts)
        for index in model.runs.keys.sorted() {
            let run = RunID(pipelineRun: id, index: index)
            #expect(try await store.run(run) == model.run(index))
            let lines = try await store.logs(of: run, includingDescendants: false)
            #expect(lines == model.lines.filter { $0.run == index })
            let points = try await store.metrics(of: run)
            #expect(points.map(\.value) == model.points.filter { $0.run == index }.map(\.value))
        }
    }

    /// The next batch, of which most are legal.
    mutating func batch() -> [RecordChange] {
        // The batch is made against a copy, so that most of it is legal also after its own first changes.
        var preview = model
        let savedNumbers = numbers
        var changes: [RecordChange] = []
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            clock += 10
            let made = change(preview)
            _ = preview.commit(made)
            changes += made
        }
        if chance(10) { changes.append(Samples.step(RunIndex.random(in: 0...9, using: &generator), .ran, .scheduled)) }
        var trial = model
        if !trial.commit(changes) { numbers = savedNumbers }
        return changes
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &generator) < percent
    }

    private mutating func change(_ preview: MetadataModel) -> [RecordChange] {
        guard let run = preview.runs.values.sorted(by: { $0.index < $1.index }).randomElement(using: &generator),
            chance(75)
        else {
            return [.created(newRun(preview))]
        }
        if chance(15) {
            let number = numbers[run.index, default: 0]
            numbers[run.index] = number + 1
            return [.log(MetadataStoreContract.line(run.index, "line \(number)", at: clock, number: number))]
        }
        if chance(10) { return [.metric(MetadataStoreContract.point(run.index, "m", clock, Double(clock) / 7))] }
        let wanted = RunState.allCases.filter { run.state.canBecome($0) || chance(1) }
        guard let next = wanted.randomElement(using: &generator) else { return [] }
        return [transition(run, to: next, preview)]
    }

    private mutating func newRun(_ preview: MetadataModel) -> RunRecord {
        let index = RunIndex(preview.runs.count)
        var run = Samples.run(index, parent: index == 0 ? nil : RunIndex.random(in: 0..<index, using: &generator))
        run.isAwaited = chance(20)
        if index > 0, chance(60) {
            let source = RunIndex.random(in: 0..<index, using: &generator)
            run.dependencies = [
                RunDependency(run: source, input: 0), RunDependency(run: source, input: nil, path: ".x"),
            ]
        }
        return run
    }

    private mutating func transition(_ run: RunRecord, to next: RunState, _ preview: MetadataModel) -> RecordChange {
        var inputs: [RunInput] = []
        if next == .running {
            inputs.append(RunInput(name: "n", artifact: Samples.artifact("in \(clock)")))
            let sources = preview.runs.values.filter { $0.output != nil }.sorted { $0.index < $1.index }
            if let source = sources.randomElement(using: &generator), let output = source.output {
                let reference = ArtifactRecord(reference: output.reference)
                inputs.append(RunInput(name: "s", artifact: reference, source: source.index))
            }
        }
        let fails = next == .failed || next == .retrying || next == .nestedFailed || next == .canceled
        return Samples.step(
            run.index,
            run.state,
            next,
            at: clock,
            attempt: next == .running ? run.attempt + 1 : run.attempt,
            inputs: inputs,
            output: next.hasOutput ? Samples.artifact("out \(clock)") : nil,
            failure: fails ? RunFailure(cause: .user, message: "at \(clock)") : nil
        )
    }
}
