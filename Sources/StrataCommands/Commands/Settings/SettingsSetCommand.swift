import ArgumentParser
import Foundation
import StrataClient
import StrataStore

/// The command `strata settings set`.
struct SettingsSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set a value.",
        discussion: """
            '-' as the value reads it from standard input, so that a key stands in no command line.

            EXAMPLES
              strata settings set apiAddress http://127.0.0.1:7870
              strata settings set apiKey - < key.txt
            """
    )

    @OptionGroup var argument: SettingArgument

    @Argument(help: "The value; '-' to read it from standard input.")
    var value: String

    func run() throws {
        let value = value == "-" ? try Self.standardInput() : value
        try check(value)
        let file = try SettingsCommand.file()
        try file.set(argument.key, to: value)
        let variable = argument.key.variable
        Output.note("Set \(argument.key.rawValue) in \(file.path).")
        if let present = ProcessInfo.processInfo.environment[variable], !present.isEmpty {
            Output.note("\(variable) is set as well, and takes precedence.")
        }
    }

    private func check(_ value: String) throws {
        do throws(ClientError) {
            switch argument.key {
            case .apiAddress where value == SettingKey.local: return
            case .apiAddress: _ = try ServerAddress(value)
            case .apiKey: _ = try StrataClient(ServerAddress("http://127.0.0.1"), apiKey: value)
            }
        } catch {
            throw CommandFailure(error.message, remedy: error.remedy)
        }
    }

    private static func standardInput() throws -> String {
        guard let line = readLine() else { throw CommandFailure("standard input is empty.") }
        var text = line.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
