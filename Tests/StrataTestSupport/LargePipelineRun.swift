public import StrataEngine
public import StrataModel

/// A pipeline run of many runs: one fan-out, and studies, each a graph of a hundred runs.
///
/// With the usual sizes 100,000 runs: 90,000 in the fan-out, 10,000 in the studies and around them.
public struct LargePipelineRun: Sendable {
    /// How many runs the fan-out has.
    public var fanOut: Int
    /// How many studies there are; each makes 99 runs.
    public var studies: Int
    /// How many of the fan-out's runs have ended; the others wait, and so does what needs them.
    public var ended: Int
    /// The runs of the fan-out, by their places in it, that fail.
    public var failing: Set<Int>

    /// Describes one.
    ///
    /// - Parameters:
    ///   - fanOut: How many runs the fan-out has.
    ///   - studies: How many studies there are.
    ///   - ended: How many of the fan-out's runs have ended; `nil` for all.
    ///   - failing: The runs of the fan-out that fail.
    public init(fanOut: Int = 90_000, studies: Int = 100, ended: Int? = nil, failing: Set<Int> = []) {
        self.fanOut = fanOut
        self.studies = studies
        self.ended = ended ?? fanOut
        self.failing = failing
    }

    /// The functions by their keys.
    public static let functions: [(key: FunctionKey, record: FunctionRecord)] = [
        function(0, "sweep", .graph, ["folder"]), function(1, "prepare", .computing, ["folder"]),
        function(2, "process", .computing, ["shard"]), function(3, "collect", .computing, ["parts"]),
        function(4, "study", .graph, ["seed", "data"]), function(5, "split", .computing, ["data"]),
        function(6, "train", .computing, ["rate", "data"]), function(7, "evaluate", .computing, ["model", "data"]),
        function(8, "rank", .computing, ["models", "scores"]), function(9, "report", .computing, ["best"]),
    ]

    private static func function(
        _ key: FunctionKey,
        _ name: String,
        _ kind: FunctionRecord.Kind,
        _ parameters: [String]
    ) -> (key: FunctionKey, record: FunctionRecord) {
        let record = FunctionRecord(
            name: "Sweep.\(name)(\(parameters.map { "\($0):" }.joined()))",
            label: name,
            kind: kind,
            parameters: parameters.map { FunctionRecord.Parameter(name: $0, type: "Data") },
            resultType: "Data",
            source: "@Func\nfunc \(name)() {}",
            file: "Sweep/\(name).swift",
            line: 7
        )
        return (key, record)
    }

    /// All changes in order, as a driver records them.
    public func changes() -> [RecordChange] {
        var made = Maker()
        let root = made.run(function: 0, parent: nil, state: .ran, at: 0)
        let prepare = made.run(function: 1, parent: root, state: .succeeded, at: 10)
        let shards = (0..<fanOut).map { place in
            made.run(
                function: 2,
                parent: root,
                state: failing.contains(place) ? .failed : place < ended ? .succeeded : .scheduled,
                at: 2000 + Int64(place) * 40,
                for: 900 + Int64(place * 7919 % 1000) * 40,
                needs: [RunDependency(run: prepare, input: 0, path: "[\(place)]")]
            )
        }
        let isWhole = ended >= fanOut && failing.isEmpty
        let after = 2000 + Int64(fanOut) * 40 + 50_000
        let collect = made.run(
            function: 3,
            parent: root,
            state: isWhole ? .succeeded : .created,
            at: after,
            needs: shards.map { RunDependency(run: $0, input: 0) }
        )
        for study in 0..<studies {
            made.study(
                number: study,
                root: root,
                collect: collect,
                isDone: isWhole,
                at: after + 1000 + Int64(study) * 300
            )
        }
        if isWhole { made.end(root, at: after + 1000 + Int64(studies) * 300 + 40_000) }
        return Self.functions.map { .function($0.key, $0.record) } + made.changes
    }

    /// Writes it, as a driver does, in batches.
    ///
    /// - Parameters:
    ///   - pipelineRun: The pipeline run's identifier.
    ///   - store: Where it is written.
    /// - Throws: What the store throws.
    public func write(as pipelineRun: PipelineRunID, to store: some MetadataStore) async throws {
        var record = Samples.pipelineRun(id: pipelineRun, name: "sweep", function: Self.functions[0].record.name)
        record.createdAt = Samples.time(0)
        try await store.create(record)
        let changes = changes()
        for start in stride(from: 0, to: changes.count, by: 10_000) {
            try await store.commit(Array(changes[start..<min(start + 10_000, changes.count)]), to: pipelineRun)
        }
    }
}

/// Numbers runs and takes them through their states.
private struct Maker {
    var changes: [RecordChange] = []
    private var next: RunIndex = 0

    mutating func run(
        function: FunctionKey,
        parent: RunIndex?,
        state: RunState,
        at start: Int64,
        for duration: Int64 = 1500,
        needs: [RunDependency] = []
    ) -> RunIndex {
        let index = next
        next += 1
        var run = Samples.run(index, parent: parent, dependencies: needs)
        run.function = function
        run.times.created = Samples.time(start / 2)
        changes.append(.created(run))
        guard state != .created else { return index }
        changes.append(Samples.step(index, .created, .scheduled, at: start))
        guard state != .scheduled else { return index }
        changes.append(Samples.step(index, .scheduled, .running, at: start + 100))
        let failure = RunFailure(cause: .user, message: "The shard is damaged.", errorType: "DamagedShard")
        changes.append(
            Samples.step(
                index,
                .running,
                state,
                at: start + 100 + duration,
                output: state == .succeeded ? Samples.artifact("part", type: "Data") : nil,
                failure: state == .failed ? failure : nil
            )
        )
        return index
    }

    mutating func end(_ run: RunIndex, at time: Int64) {
        changes.append(Samples.step(run, .ran, .succeeded, at: time, output: Samples.artifact("result", type: "Data")))
    }

    /// A graph of 99 runs; one that waits has made none yet.
    mutating func study(number: Int, root: RunIndex, collect: RunIndex, isDone: Bool, at start: Int64) {
        let needs = [RunDependency(run: collect, input: 1)]
        guard isDone else {
            _ = run(function: 4, parent: root, state: .created, at: start, needs: needs)
            return
        }
        let study = run(function: 4, parent: root, state: .ran, at: start, for: 200, needs: needs)
        let split = run(function: 5, parent: study, state: .succeeded, at: start + 500)
        let models = (0..<48).map { place in
            run(
                function: 6,
                parent: study,
                state: .succeeded,
                at: start + 2500 + Int64(place),
                for: 4000 + Int64((place + number) * 37 % 50) * 100,
                needs: [RunDependency(run: split, input: 1, path: ".training")]
            )
        }
        let scores = models.enumerated().map { place, model in
            run(
                function: 7,
                parent: study,
                state: .succeeded,
                at: start + 12_000 + Int64(place),
                needs: [
                    RunDependency(run: model, input: 0), RunDependency(run: split, input: 1, path: ".validation"),
                ]
            )
        }
        let rank = run(
            function: 8,
            parent: study,
            state: .succeeded,
            at: start + 15_000,
            needs: models.map { RunDependency(run: $0, input: 0) } + scores.map { RunDependency(run: $0, input: 1) }
        )
        _ = run(
            function: 9,
            parent: study,
            state: .succeeded,
            at: start + 17_000,
            needs: [RunDependency(run: rank, input: 0, path: "[0]")]
        )
        end(study, at: start + 20_000)
    }
}
