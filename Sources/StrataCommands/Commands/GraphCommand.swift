import ArgumentParser
import StrataModel

/// The command `strata graph`.
struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw the graph of a pipeline run: nested functions, and what flows between runs.",
        discussion: """
            As text, a tree of the nesting in which each run tells what it takes: 'data ← load.training' is the part \
            .training of the output of load, given to the parameter data. 'after' is an ordering without data.

            EXAMPLES
              strata graph latest
              strata graph latest --format dot | dot -Tsvg -o graph.svg
              strata graph latest --format mermaid
            """
    )

    /// The languages a graph can be written in.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, dot, mermaid, json
    }

    @OptionGroup var argument: RunArgument

    @Option(help: "The language to write: text, dot (Graphviz), mermaid or json.")
    var format = Format.text

    @OptionGroup var json: JSONFlag

    func validate() throws {
        if argument.specifier.index != nil {
            throw ValidationError("A graph is that of a whole pipeline run: leave out the run's number.")
        }
    }

    func run() async throws {
        let store = try OpenedStore.open()
        let record = try await store.resolver.pipelineRun(argument.specifier)
        let graph = RunGraph(forest: try await store.forest(of: record.id))
        switch json.isOn ? .json : format {
        case .text: try Output.print(GraphText(graph: graph, palette: Terminal.standardOutput.palette).text())
        case .dot: try Output.print(GraphDot(graph: graph, title: "\(record.name) \(record.id.short)").text())
        case .mermaid: try Output.print(GraphMermaid(graph: graph).text())
        case .json: try Output.json(GraphJSON(graph, of: record.id))
        }
    }
}
