import ArgumentParser
import StrataModel

/// The command `strata version`.
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the version of this program.",
        discussion: """
            EXAMPLES
              strata version
              strata version --json
            """
    )

    @OptionGroup var json: JSONFlag

    func run() throws {
        guard json.isOn else { return try Output.print("strata \(StrataVersion.current)") }
        try Output.json(["version": StrataVersion.current])
    }
}
