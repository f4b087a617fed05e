import StrataEngine
import StrataModel
import Testing

@testable import StrataCommands

/// Records to draw and to store: a pipeline that loads, trains in a nested graph function, and reports.
enum Sample {
    /// When everything begins: 2026-11-23T06:00:00Z.
    static let start = Timestamp(microseconds: 1_795_413_600_000_000)

    static func time(_ seconds: Double) -> Timestamp {
        Timestamp(microseconds: start.microseconds + Int64(seconds * 1e6))
    }

    /// The identifier that begins with these digits; the rest are zeros.
    static func id(_ digits: String) throws -> PipelineRunID {
        try #require(PipelineRunID(digits + String(repeating: "0", count: 32 - digits.count)))
    }

    static let functions: [FunctionKey: FunctionRecord] = [
        0: FunctionRecord(
            name: "Digits.pipeline(rates:)",
            label: "pipeline",
            kind: .graph,
            parameters: [.init(name: "rates", type: "[Double]")],
            resultType: "Report",
            file: "Digits/Digits.swift",
            line: 10
        ),
        1: FunctionRecord(
            name: "Digits.load()",
            label: "load",
            kind: .computing,
            resultType: "Split",
            documentation: "Loads the data.",
            file: "Digits/Load.swift",
            line: 3
        ),
        2: FunctionRecord(
            name: "Digits.search(data:)",
            label: "search",
            kind: .graph,
            parameters: [.init(name: "data", type: "Dataset")],
            resultType: "Model",
            file: "Digits/Search.swift",
            line: 5
        ),
        3: FunctionRecord(
            name: "Digits.train(data:rate:)",
            label: "train",
            kind: .computing,
            parameters: [.init(name: "data", type: "Dataset"), .init(name: "rate", type: "Double")],
            resultType: "Model",
            settings: FunctionSettings(
                baseImageTag: "cuda",
                cache: true,
                retry: Retry(attempts: 3),
                timeout: .seconds(1800),
                resources: ResourceRequirements(cpu: "2", memory: "4Gi", gpus: 1),
                tags: ["slow"]
            ),
            documentation: "Trains one classifier.",
            file: "Digits/Train.swift",
            line: 7
        ),
        4: FunctionRecord(
            name: "Digits.best(models:)",
            label: "best",
            kind: .computing,
            parameters: [.init(name: "models", type: "[Model]")],
            resultType: "Model",
            file: "Digits/Search.swift",
            line: 20
        ),
    ]

    static func artifact(_ json: String, type: String) -> ArtifactRecord {
        let bytes = Array(json.utf8)
        let reference = ArtifactReference(digest: Digest(hashing: bytes), size: Int64(bytes.count), type: type)
        return ArtifactRecord(reference: reference, inline: bytes)
    }

    /// A run that took `seconds` from one second after the start.
    static func run(
        _ index: RunIndex,
        below parent: RunIndex?,
        _ function: FunctionKey,
        _ state: RunState = .succeeded,
        seconds: Double = 1,
        dependencies: [RunDependency] = []
    ) -> RunRecord {
        let hasStarted = ![.created, .scheduled].contains(state)
        return RunRecord(
            index: index,
            parent: parent,
            function: function,
            state: state,
            attempt: hasStarted ? 1 : 0,
            times: RunTimes(
                created: start,
                scheduled: time(0.5),
                started: hasStarted ? time(1) : nil,
                ended: state.isTerminal ? time(1 + seconds) : nil
            ),
            dependencies: dependencies
        )
    }

    /// pipeline(load, search(train × `trainings`, best)), with the trainings at `failing` failed.
    static func runs(trainings: Int, failing: Set<Int> = []) -> [RunRecord] {
        let end: RunState = failing.isEmpty ? .succeeded : .nestedFailed
        var root = run(0, below: nil, 0, end, seconds: 5)
        root.inputs = [RunInput(name: "rates", artifact: artifact("[0.1, 0.5]", type: "[Double]"))]
        var load = run(1, below: 0, 1, seconds: 0.25)
        load.output = artifact(#"{"training": [1, 2, 3]}"#, type: "Split")
        var runs = [
            root, load,
            run(2, below: 0, 2, end, seconds: 4, dependencies: [RunDependency(run: 1, input: 0, path: ".training")]),
        ]
        for number in 0..<trainings {
            var train = run(RunIndex(3 + number), below: 2, 3, failing.contains(number) ? .failed : .succeeded)
            if train.state == .failed {
                train.failure = RunFailure(
                    cause: .user,
                    message: "the loss is not a number",
                    errorType: "TrainingError",
                    remedy: "Choose a lower rate."
                )
            }
            runs.append(train)
        }
        let models = (0..<trainings).map { RunDependency(run: RunIndex(3 + $0), input: 0) }
        let after = [RunDependency(run: 1, input: nil)]
        var best = run(RunIndex(3 + trainings), below: 2, 4, failing.isEmpty ? .succeeded : .canceled)
        best.dependencies = models
        runs.append(best)
        if trainings == 2 { runs.append(run(6, below: 0, 1, dependencies: after)) }
        return runs
    }

    static func forest(trainings: Int, failing: Set<Int> = []) -> RunForest {
        RunForest(runs: runs(trainings: trainings, failing: failing), functions: functions)
    }

    static func pipelineRun(
        _ id: PipelineRunID,
        name: String = "digits",
        state: PipelineRunState = .succeeded,
        tags: [String] = [],
        seconds: Double = 0
    ) -> PipelineRunRecord {
        PipelineRunRecord(
            id: id,
            name: name,
            function: "Digits.pipeline(rates:)",
            state: state,
            tags: tags,
            runner: "local",
            driver: .init(user: "ada", host: "elsewhere", processID: 4711, processStart: 12),
            arguments: ["--name", "two words"],
            strataVersion: "0.1.0",
            createdAt: time(seconds),
            endedAt: state.isTerminal ? time(seconds + 6) : nil
        )
    }
}
