import ArgumentParser

/// The command `strata server keys`.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make, list and revoke the keys with which people and programs reach a server.",
        discussion: """
            Works on the folder with the store, so only on the server's own machine; a server that runs there notices within \
            seconds. As soon as there is one key, nobody gets in without one.

            EXAMPLES
              strata server keys create --name ada --scope submit
              strata server keys create --name ci --scope submit --expires-in 90d > key.txt
              strata server keys list
              strata server keys revoke ci
            """,
        subcommands: [KeysCreateCommand.self, KeysListCommand.self, KeysRevokeCommand.self]
    )
}
