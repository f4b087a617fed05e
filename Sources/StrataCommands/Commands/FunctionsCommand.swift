import ArgumentParser
import FoundationEssentials
import StrataModel

/// The command `strata functions`.
struct FunctionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "functions",
        abstract: "List the functions that a pipeline's program tracks.",
        discussion: """
            Builds the executable and asks it for its @Func functions; nothing of them is run.

            EXAMPLES
              strata functions
              strata functions Digits --json | jq -r '.[].name'
            """
    )

    @OptionGroup var build: BuildOptions

    @OptionGroup var json: JSONFlag

    func run() async throws {
        let (product, executable) = try await build.build()
        let remedy =
            "The @main type of '\(product)' has to be a PipelineCommand of 'import Strata'; "
            + "'strata new NAME' makes a package with one."
        let output = try await SwiftTool.output(
            of: executable,
            ["--strata-describe"],
            failure: "'\(product)' does not tell its functions",
            remedy: remedy
        )
        guard let functions = try? JSONDecoder().decode([FunctionRecord].self, from: Data(output)) else {
            throw CommandFailure("'\(product)' does not tell its functions: its answer is no list.", remedy: remedy)
        }
        if json.isOn {
            return try Output.json(functions.sorted { $0.name < $1.name }.map(FunctionJSON.init))
        }
        guard !functions.isEmpty else { return Output.note("'\(product)' has no @Func functions.") }
        try Output.print(FunctionsTable.text(functions, palette: Terminal.standardOutput.palette))
    }
}
