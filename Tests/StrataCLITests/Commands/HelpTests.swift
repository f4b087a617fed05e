import StrataModel
import StrataTestSupport
import Testing

@testable import StrataCommands

/// Holds the help screens and what they promise.
@Suite(.timeLimit(.minutes(10))) struct HelpTests {
    @Test(
        "every command has its abstract, examples and usage",
        arguments: [
            ("new", "Make a package with a small pipeline", "USAGE: strata new <name> [--path <folder>]"),
            (
                "run", "Build a package's pipeline and run it.",
                "USAGE: strata run [<product>] [--configuration <configuration>]"
            ),
            (
                "functions", "List the functions that a pipeline's program tracks.",
                "USAGE: strata functions [<product>]"
            ),
            ("runs", "List pipeline runs, the newest first.", "USAGE: strata runs [--state <state> ...]"),
            ("show", "Show a pipeline run with its tree of runs", "USAGE: strata show <run> [--all] [--json]"),
            ("graph", "Draw the graph of a pipeline run", "USAGE: strata graph <run> [--format <format>] [--json]"),
            ("artifact", "Print an input or output of a run", "USAGE: strata artifact <run> <name> [--output <path>]"),
            ("logs", "Print what a run and the runs below it logged.", "USAGE: strata logs <run> [--json]"),
            (
                "cancel", "Ask for a pipeline run that is recorded on a server to be canceled.",
                "USAGE: strata cancel <run>"
            ),
            ("settings", "Set what holds for this user on this machine.", "USAGE: strata settings <subcommand>"),
            ("version", "Print the version of this program.", "USAGE: strata version [--json]"),
        ]
    )
    func help(_ command: String, _ abstract: String, _ usage: String) async throws {
        try await withTemporaryFolder { folder in
            let strata = CommandLineTool(home: folder)
            let outcome = try await strata.run(command, "--help")
            #expect(outcome.exitCode == 0)
            #expect(outcome.errors.isEmpty)
            #expect(outcome.output.hasPrefix("OVERVIEW: \(abstract)"))
            #expect(outcome.output.contains("EXAMPLES\n  strata \(command)"))
            #expect(outcome.output.contains(usage), "in:\n\(outcome.output)")
            let outcome1 = try await strata.run("--help")
            #expect(outcome1.output.contains("\n  \(command) "))
        }
    }

    @Test("the version is told, as text and as JSON, and completions are written")
    func version() async throws {
        try await withTemporaryFolder { folder in
            let strata = CommandLineTool(home: folder)
            let outcome2 = try await strata.run("version")
            #expect(outcome2.output == "strata \(StrataVersion.current)\n")
            let outcome3 = try await strata.run("--version")
            #expect(outcome3.output == "strata \(StrataVersion.current)\n")
            let outcome4 = try await strata.run("version", "--json")
            #expect(outcome4.output == "{\n  \"version\" : \"\(StrataVersion.current)\"\n}\n")
            for shell in ["bash", "zsh", "fish"] {
                let outcome5 = try await strata.run("--generate-completion-script", shell)
                #expect(outcome5.output.contains("artifact"))
            }
        }
    }
}
