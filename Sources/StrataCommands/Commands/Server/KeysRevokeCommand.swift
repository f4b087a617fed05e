import ArgumentParser
import StrataAPI
import StrataModel
import StrataStore

/// The command `strata server keys revoke`.
struct KeysRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revoke a key, and end the sessions that were opened with it.",
        discussion: """
            A server that runs notices within five seconds. Revoking the last key lets nobody in without one.

            EXAMPLES
              strata server keys revoke 1a2b3c4d
              strata server keys revoke ada
            """
    )

    @Argument(help: ArgumentHelp("The key's identifier, or its name.", valueName: "key"))
    var key: String

    @OptionGroup var place: ServerHomeOption

    func run() async throws {
        let home = try place.resolved()
        guard try home.hasMetadata() else {
            throw CommandFailure("there are no keys in \(Printable.line(home.path)).")
        }
        let store = try home.openMetadata()
        let found = try KeySelector.find(key, in: await store.keys())
        if try await store.revokeKey(id: found.id, at: .now) {
            Output.note("Revoked key \(found.id) '\(Printable.line(found.name))'.")
        } else {
            Output.note("Key \(found.id) '\(Printable.line(found.name))' was revoked before.")
        }
    }
}
