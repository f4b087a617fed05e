import ArgumentParser
import StrataModel

/// The command `strata`.
struct StrataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strata",
        abstract: "Pipelines as plain Swift functions, run and recorded.",
        discussion: """
            What is recorded lies in $STRATA_HOME, by default ~/.strata, or on the server that STRATA_API_ADDRESS or \
            'strata settings set apiAddress' names. Runs are named as git names commits: by four or \
            more digits of the identifier, 'latest' or '@' for the newest; '3f9a1c2b.12' is run 12 of a pipeline run. \
            All commands that print data take --json. Exit codes: 0 done, 1 failed, 2 wrong command line, 130 interrupted.

            EXAMPLES
              strata new Hello && cd Hello && strata run
              strata runs --since 1d
              strata show latest
              strata artifact latest output

            SHELL COMPLETION
              strata --generate-completion-script bash > strata.bash
              strata --generate-completion-script zsh > ~/.zfunc/_strata
              strata --generate-completion-script fish > strata.fish
            """,
        version: "strata \(StrataVersion.current)",
        groupedSubcommands: [
            CommandGroup(
                name: "Package",
                subcommands: [NewCommand.self, RunCommand.self, FunctionsCommand.self]
            ),
            CommandGroup(name: "Images", subcommands: [ImageCommand.self]),
            CommandGroup(
                name: "Record",
                subcommands: [
                    RunsCommand.self, ShowCommand.self, GraphCommand.self, ArtifactCommand.self, LogsCommand.self,
                    CancelCommand.self,
                ]
            ),
            CommandGroup(name: "Server", subcommands: [ServerCommand.self]),
            CommandGroup(name: "Other", subcommands: [SettingsCommand.self, VersionCommand.self]),
        ]
    )
}
