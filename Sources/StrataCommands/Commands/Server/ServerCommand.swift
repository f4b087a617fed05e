import ArgumentParser

/// The command `strata server`.
struct ServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server",
        abstract: "Serve the record: pages to look at, and an API for pipelines elsewhere.",
        discussion: """
            Without a subcommand the server runs in the foreground until Ctrl-C. It listens on this machine alone; other \
            machines are let in with keys. Settings come from flags, then variables such as STRATA_SERVER_PORT, then \
            'server/settings.json' in the folder with the store.

            EXAMPLES
              strata server --open                  serve here, and show the pages
              strata server start                   serve in the background
              strata server status
              strata server stop
            """,
        subcommands: [
            ServerRunCommand.self, ServerStartCommand.self, ServerStopCommand.self, ServerStatusCommand.self,
            KeysCommand.self,
        ],
        defaultSubcommand: ServerRunCommand.self
    )
}
