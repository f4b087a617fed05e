public import StrataModel

/// Records to fill stores with.
public enum Samples {
    /// A moment, `microseconds` after a fixed one.
    public static func time(_ microseconds: Int64) -> Timestamp {
        Timestamp(microseconds: 1_763_800_000_000_000 + microseconds)
    }

    /// A pipeline run with its own identifier.
    public static func pipelineRun(
        id: PipelineRunID = PipelineRunID(),
        name: String = "nightly",
        function: String = "Digits.pipeline(config:)",
        state: PipelineRunState = .running,
        tags: [String] = [],
        createdAt: Int64 = 0
    ) -> PipelineRunRecord {
        PipelineRunRecord(
            id: id,
            name: name,
            function: function,
            state: state,
            tags: tags,
            runner: "local",
            driver: PipelineRunRecord.Driver(user: "ada", host: "engine", processID: 42, processStart: .max),
            arguments: ["--epochs", "3"],
            strataVersion: "0.1.0",
            createdAt: time(createdAt)
        )
    }

    /// A function with a source.
    public static func function(_ name: String = "train") -> FunctionRecord {
        FunctionRecord(
            name: "Digits.\(name)(config:data:)",
            label: name,
            kind: .computing,
            parameters: [
                FunctionRecord.Parameter(name: "config", type: "Config", hasDefault: true),
                FunctionRecord.Parameter(name: "data", type: "[Double]"),
            ],
            resultType: "Model",
            settings: FunctionSettings(
                baseImageTag: "cuda",
                cache: true,
                retry: Retry(attempts: 3),
                timeout: .milliseconds(1_800_500),
                resources: ResourceRequirements(cpu: "500m", memory: "4Gi", gpus: 1),
                tags: ["slow"]
            ),
            source: "@Func\nfunc \(name)() {}",
            documentation: "Trains one classifier.",
            file: "Digits/\(name).swift",
            line: 12
        )
    }

    /// A run that was just created.
    public static func run(
        _ index: RunIndex,
        parent: RunIndex? = nil,
        state: RunState = .created,
        dependencies: [RunDependency] = []
    ) -> RunRecord {
        RunRecord(
            index: index,
            parent: parent,
            function: 0,
            state: state,
            times: RunTimes(created: time(Int64(index))),
            dependencies: dependencies
        )
    }

    /// An artifact that is kept inline.
    public static func artifact(_ text: String, type: String = "Model", view: ArtifactView? = nil) -> ArtifactRecord {
        let bytes = Array(text.utf8)
        return ArtifactRecord(
            reference: ArtifactReference(digest: Digest(hashing: bytes), size: Int64(bytes.count), type: type),
            inline: bytes,
            view: view
        )
    }

    /// A step of a run.
    public static func step(
        _ index: RunIndex,
        _ from: RunState,
        _ to: RunState,
        at microseconds: Int64 = 1000,
        attempt: Int32 = 1,
        inputs: [RunInput] = [],
        output: ArtifactRecord? = nil,
        failure: RunFailure? = nil
    ) -> RecordChange {
        .transition(
            RunTransition(
                index: index,
                from: from,
                to: to,
                time: time(microseconds),
                attempt: attempt,
                inputs: inputs,
                output: output,
                failure: failure
            )
        )
    }
}
