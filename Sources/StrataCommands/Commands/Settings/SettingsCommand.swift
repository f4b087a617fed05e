import ArgumentParser
import FoundationEssentials
import StrataEngine
import StrataStore

/// The command `strata settings`.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Set what holds for this user on this machine.",
        discussion: """
            Settings are apiAddress, the address of the server that keeps records (or 'local' for this machine), and apiKey, \
            the key that is shown to it. They lie in settings.json in $STRATA_HOME, which only you may read. The variables \
            STRATA_API_ADDRESS and STRATA_API_KEY take precedence.

            EXAMPLES
              strata settings set apiAddress http://strata.example.com:7870
              strata settings set apiKey - < key.txt
              strata settings list
              strata settings unset apiAddress
            """,
        subcommands: [
            SettingsSetCommand.self, SettingsGetCommand.self, SettingsListCommand.self, SettingsUnsetCommand.self,
        ]
    )

    /// The file that holds the settings.
    static func file() throws -> SettingsFile {
        SettingsFile(try StrataHome(environment: ProcessInfo.processInfo.environment))
    }
}

/// The argument that names a setting.
struct SettingArgument: ParsableArguments {
    /// The setting.
    @Argument(
        help: ArgumentHelp("apiAddress or apiKey.", valueName: "key"),
        completion: .list(SettingKey.allCases.map(\.rawValue)),
        transform: SettingArgument.key(parsing:)
    )
    var key: SettingKey

    private static func key(parsing text: String) throws -> SettingKey {
        guard let key = SettingKey(rawValue: text) else {
            let all = SettingKey.allCases.map { "  \($0.rawValue)  \($0.summary)" }.joined(separator: "\n")
            throw ValidationError("'\(Printable.line(text))' is no setting. These are:\n\(all)")
        }
        return key
    }
}
