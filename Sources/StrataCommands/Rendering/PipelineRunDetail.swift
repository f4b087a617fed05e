import StrataModel

/// A pipeline run as `strata show` tells it: header, tree of runs, and the root's inputs and output.
struct PipelineRunDetail {
    /// The pipeline run.
    var record: PipelineRunRecord
    /// Whether its driver is still there; `nil` where that cannot be told.
    var driverAlive: Bool?
    /// Its runs.
    var forest: RunForest
    /// The root with everything, if there is one yet.
    var root: RunRecord?
    /// Whether fan-outs are drawn run by run.
    var showsAll = false
    /// Against what times are shown.
    var now: Timestamp
    /// Columns that a line may take.
    var width = 120
    /// The colours to write with.
    var palette = Palette.plain

    /// Everything, without a trailing line feed.
    func text() -> String {
        var lines = header()
        if let failure = record.failure, forest.runs.isEmpty || forest.runs.allSatisfy({ $0.failure == nil }) {
            lines += [""] + FailureText.lines(failure, palette: palette)
        }
        if !forest.runs.isEmpty {
            lines += ["", RunTree(forest: forest, showsAll: showsAll, now: now, palette: palette).text()]
        }
        if let root {
            let values = ValueList(forest: forest, width: width, palette: palette)
            lines += values.inputs(of: root) + values.output(of: root)
        }
        return lines.joined(separator: "\n")
    }

    private func header() -> [String] {
        let state = RunsTable.state(record, driverAlive: driverAlive)
        let ink: Palette.Ink? = driverAlive == false ? .yellow : record.state.ink
        var fields = FieldList()
        fields.add("Run", record.id.description)
        fields.add("Function", Printable.line(record.function))
        fields.add("State", palette.paint(state, ink))
        fields.add("Created", "\(record.createdAt) (\(RelativeTime.text(record.createdAt, now: now)))")
        fields.add("Ended", record.endedAt.map(\.description))
        fields.add("Duration", RunsTable.duration(record, driverAlive: driverAlive, now: now))
        fields.add("Runs", StateCounts.text(counts))
        fields.add("Runner", Printable.line(record.runner))
        let driver = "\(record.driver.user)@\(record.driver.host), process \(record.driver.processID)"
        fields.add("Driver", Printable.line(driver) + (driverAlive == false ? " (gone: it ended without a word)" : ""))
        fields.add("Arguments", Printable.line(record.arguments.map(ShellWord.quoted).joined(separator: " ")))
        fields.add("Tags", Printable.line(record.tags.joined(separator: " ")))
        fields.add("Strata", Printable.line(record.strataVersion))
        return [palette.paint(Printable.line(record.name), .bold)] + fields.lines(palette: palette)
    }

    private var counts: [RunState: Int] {
        forest.runs.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    }
}
