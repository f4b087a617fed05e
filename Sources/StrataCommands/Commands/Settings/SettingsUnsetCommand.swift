import ArgumentParser
import StrataStore

/// The command `strata settings unset`.
struct SettingsUnsetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset",
        abstract: "Take a value away.",
        discussion: """
            EXAMPLES
              strata settings unset apiAddress
            """
    )

    @OptionGroup var argument: SettingArgument

    func run() throws {
        let file = try SettingsCommand.file()
        guard try file.read()[argument.key.rawValue] != nil else {
            return Output.note("\(argument.key.rawValue) is not set in \(file.path).")
        }
        try file.set(argument.key, to: nil)
        Output.note("Took \(argument.key.rawValue) out of \(file.path).")
    }
}
