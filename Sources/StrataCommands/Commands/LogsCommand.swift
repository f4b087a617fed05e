import ArgumentParser
import StrataEngine
import StrataModel

/// The command `strata logs`.
struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Print what a run and the runs below it logged.",
        discussion: """
            Each line has its time (UTC), the run, the level and the message. With --json each line is one JSON object.

            EXAMPLES
              strata logs latest
              strata logs latest.12
              strata logs latest --json | jq -r 'select(.level == "error") | .message'
            """
    )

    @OptionGroup var argument: RunArgument

    @Flag(name: .customLong("json"), help: "Print one JSON object a line, with stable keys.")
    var isJSON = false

    func run() async throws {
        let store = try OpenedStore.open()
        let (record, run) = try await store.resolver.run(argument.specifier)
        let id = RunID(pipelineRun: record.id, index: run.index)
        let forest = try await store.forest(of: record.id)
        let lines = try await store.metadata.logs(of: id, includingDescendants: true)
        let palette = Terminal.standardOutput.palette
        var output: [UInt8] = []
        for line in lines {
            if isJSON {
                let label = forest.run(line.run).map(forest.label(of:)) ?? ""
                output += try JSONOutput.line(LogLineJSON(line, of: record.id, label: label))
            } else {
                output += LogText.line(line, name: forest.name(of: line.run), palette: palette).utf8
            }
            output.append(UInt8(ascii: "\n"))
        }
        try Output.write(output)
        if lines.isEmpty, !isJSON { Output.note("Run \(id.short) logged nothing.") }
    }
}
