import ArgumentParser
import StrataAPI
import StrataModel
import StrataStore

/// The command `strata server keys list`.
struct KeysListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the keys, the newest first. Secrets are not kept, so none is shown."
    )

    @OptionGroup var place: ServerHomeOption
    @OptionGroup var json: JSONFlag

    func run() async throws {
        let home = try place.resolved()
        let now = Timestamp.now
        // Looking creates nothing.
        let keys = try home.hasMetadata() ? await home.openMetadata().keys() : []
        if json.isOn { return try Output.json(keys.map { KeyJSON($0, now: now) }) }
        guard !keys.isEmpty else {
            return Output.note(
                "There are no keys in \(Printable.line(home.path)): a server there is open to this machine, and to no other."
            )
        }
        try Output.print(KeysTable.text(keys, now: now, palette: Terminal.standardOutput.palette))
    }
}
