import StrataModel

/// One run as `strata show RUN.N` tells it: everything that is recorded of it.
struct RunDetail {
    /// The pipeline run that the run belongs to.
    var pipelineRun: PipelineRunRecord
    /// The run with everything.
    var run: RunRecord
    /// All runs of the pipeline run.
    var forest: RunForest
    /// What the run reported as metrics.
    var metrics: [MetricPoint] = []
    /// Against what times are shown.
    var now: Timestamp
    /// Columns that a line may take.
    var width = 120
    /// The colours to write with.
    var palette = Palette.plain

    /// Of more users of the output than this, only the number is told.
    static let listedUsers = 20

    /// Everything, without a trailing line feed.
    func text() -> String {
        let id = RunID(pipelineRun: pipelineRun.id, index: run.index)
        let state = palette.paint("\(run.state.mark) \(run.state.words)", run.state.ink)
        var lines = ["\(palette.paint(forest.label(of: run), .bold)) \(palette.paint(id.short, .dim))  \(state)"]
        lines += header(id)
        let values = ValueList(forest: forest, width: width, palette: palette)
        lines += values.inputs(of: run) + values.output(of: run)
        lines += metricLines()
        lines += failure()
        return lines.joined(separator: "\n")
    }

    /// The runs that take this run's output, a part of it, or wait for it.
    var users: [RunIndex] {
        forest.runs.filter { $0.dependencies.contains { $0.run == run.index && $0.input != nil } }.map(\.index)
    }

    private func header(_ id: RunID) -> [String] {
        let function = forest.function(of: run)
        var fields = FieldList()
        fields.add("Run", id.description)
        fields.add("Pipeline run", Printable.line(pipelineRun.name))
        fields.add("Created", run.times.created.description)
        fields.add("Scheduled", run.times.scheduled?.description)
        fields.add("Started", run.times.started?.description)
        fields.add("Ended", run.times.ended?.description)
        fields.add("Duration", run.times.duration(now: now).map(DurationText.text))
        fields.add("Attempt", run.attempt > 0 ? "\(run.attempt)" : nil)
        fields.add("Below", chain(run.isAwaited ? " (awaited)" : ""))
        fields.add("Function", function.map { Printable.line($0.name) })
        fields.add("Kind", function.map { $0.kind.rawValue })
        fields.add("Where", function.map { SettingsText.place($0.settings) })
        fields.add("Settings", function.map { Printable.line(SettingsText.text($0.settings)) })
        fields.add("Source", function.map { Printable.line("\($0.file):\($0.line)") })
        fields.add("About", function.map { Printable.text($0.documentation) })
        fields.add("Waits for", listed(run.dependencies.map(\.run)))
        fields.add("Used by", listed(users))
        return fields.lines(palette: palette)
    }

    private func chain(_ suffix: String) -> String? {
        let above = forest.ancestors(of: run)
        guard !above.isEmpty else { return nil }
        return above.map { forest.name(of: $0.index) }.joined(separator: " › ") + suffix
    }

    private func listed(_ indices: [RunIndex]) -> String? {
        var seen: Set<RunIndex> = []
        let names = indices.filter { seen.insert($0).inserted }
        guard !names.isEmpty else { return nil }
        let more = names.count > Self.listedUsers ? " and \(names.count - Self.listedUsers) more" : ""
        return names.prefix(Self.listedUsers).map(forest.name(of:)).joined(separator: ", ") + more
    }

    private func metricLines() -> [String] {
        let summaries = MetricSummary.all(metrics)
        guard !summaries.isEmpty else { return [] }
        return ["", palette.paint("Metrics", .bold)] + summaries.map { "  " + $0.line }
    }

    private func failure() -> [String] {
        guard let failure = run.failure else { return [] }
        let heading = run.state == .canceled ? "Canceled" : run.state == .retrying ? "Last failure" : "Failure"
        var lines = ["", palette.paint(heading, .bold)]
        lines.append("  " + FailureText.phrase(failure.cause, name: forest.name(of:)))
        if let type = failure.errorType { lines.append("  " + palette.paint(Printable.line(type), .dim)) }
        lines += FailureText.lines(failure, palette: palette).map { "  " + $0 }
        lines += (forest.ancestors(of: run).reversed()).map { "  in " + forest.name(of: $0.index) }
        return lines
    }
}
