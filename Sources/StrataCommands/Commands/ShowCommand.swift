import ArgumentParser
import StrataEngine
import StrataModel

/// The command `strata show`.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a pipeline run with its tree of runs, or one run with everything.",
        discussion: """
            A pipeline run shows its header, its runs as a tree, and the inputs and output of the whole. Wide fan-outs are \
            folded; --all draws every run. One run shows its times, function, settings, inputs, output, who uses it, and \
            why it failed.

            EXAMPLES
              strata show latest
              strata show 3f9a1c2b --all
              strata show latest.12 --json
            """
    )

    @OptionGroup var argument: RunArgument

    @Flag(name: .customLong("all"), help: "Draw every run, however wide the fan-out.")
    var showsAll = false

    @OptionGroup var json: JSONFlag

    func run() async throws {
        let store = try OpenedStore.open()
        if argument.specifier.index == nil {
            try await showPipelineRun(in: store)
        } else {
            try await showRun(in: store)
        }
    }

    private func showPipelineRun(in store: OpenedStore) async throws {
        let record = try await store.resolver.pipelineRun(argument.specifier)
        let forest = try await store.forest(of: record.id)
        let root = try await store.metadata.run(RunID(pipelineRun: record.id, index: 0))
        let driverAlive = DriverProbe.system.isAlive(record)
        if json.isOn {
            let counts = forest.runs.reduce(into: [RunState: Int]()) { $0[$1.state, default: 0] += 1 }
            return try Output.json(
                PipelineRunDetailJSON(
                    pipelineRun: PipelineRunJSON(record, counts: counts, driverAlive: driverAlive),
                    runs: forest.runs.map { RunJSON($0, of: record.id, in: forest) },
                    inputs: root.map(Self.inputs) ?? [],
                    output: root.flatMap(Self.output)
                )
            )
        }
        let terminal = Terminal.standardOutput
        let detail = PipelineRunDetail(
            record: record,
            driverAlive: driverAlive,
            forest: forest,
            root: try await previewed(root, in: store),
            showsAll: showsAll,
            now: .now,
            width: terminal.width,
            palette: terminal.palette
        )
        try Output.print(detail.text())
    }

    private func showRun(in store: OpenedStore) async throws {
        let (record, run) = try await store.resolver.run(argument.specifier)
        let forest = try await store.forest(of: record.id)
        let metrics = try await store.metadata.metrics(of: RunID(pipelineRun: record.id, index: run.index))
        let terminal = Terminal.standardOutput
        let detail = RunDetail(
            pipelineRun: record,
            run: json.isOn ? run : try await store.withPreviews(run),
            forest: forest,
            metrics: metrics,
            now: .now,
            width: terminal.width,
            palette: terminal.palette
        )
        guard json.isOn else { return try Output.print(detail.text()) }
        try Output.json(
            RunDetailJSON(
                run: RunJSON(run, of: record.id, in: forest),
                function: forest.function(of: run).map(FunctionJSON.init),
                ancestors: forest.ancestors(of: run).map(\.index),
                inputs: Self.inputs(of: run),
                output: Self.output(of: run),
                usedBy: detail.users,
                metrics: MetricSummary.all(metrics).map(MetricJSON.init)
            )
        )
    }

    private func previewed(_ run: RunRecord?, in store: OpenedStore) async throws -> RunRecord? {
        guard let run else { return nil }
        return try await store.withPreviews(run)
    }

    private static func inputs(of run: RunRecord) -> [ArtifactJSON] {
        run.inputs.map {
            ArtifactJSON(
                name: $0.name,
                reference: $0.artifact.reference,
                source: $0.source,
                bytes: $0.artifact.inline
            )
        }
    }

    private static func output(of run: RunRecord) -> ArtifactJSON? {
        run.output.map { ArtifactJSON(name: "output", reference: $0.reference, bytes: $0.inline) }
    }
}
