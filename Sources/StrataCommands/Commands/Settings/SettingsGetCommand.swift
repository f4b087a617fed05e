import ArgumentParser
import FoundationEssentials
import StrataStore

/// The command `strata settings get`.
struct SettingsGetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Print the value that holds, a secret one as well.",
        discussion: """
            EXAMPLES
              strata settings get apiAddress
            """
    )

    @OptionGroup var argument: SettingArgument

    func run() throws {
        let settings = try Settings(environment: ProcessInfo.processInfo.environment)
        guard let entry = settings[argument.key] else {
            throw CommandFailure(
                "\(argument.key.rawValue) is not set.",
                remedy: "Set it with 'strata settings set \(argument.key.rawValue) VALUE'."
            )
        }
        try Output.print(Printable.line(entry.value))
    }
}
