import ArgumentParser
import FoundationEssentials
import StrataStore

/// The command `strata settings list`.
struct SettingsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what is set, and where; secrets are not shown.",
        discussion: """
            EXAMPLES
              strata settings list
              strata settings list --json
            """
    )

    @OptionGroup var json: JSONFlag

    /// One setting with stable keys.
    private struct Row: Encodable {
        var key: String
        /// `null` where it is not set or must not be shown.
        var value: String?
        var isSet: Bool
        /// The variable or the file that it comes from.
        var source: String?

        private enum CodingKeys: String, CodingKey {
            case key, value, isSet, source
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            // Written also where it is null, so that readers find every key.
            try container.encode(key, forKey: .key)
            try container.encode(value, forKey: .value)
            try container.encode(isSet, forKey: .isSet)
            try container.encode(source, forKey: .source)
        }
    }

    func run() throws {
        let settings = try Settings(environment: ProcessInfo.processInfo.environment)
        let rows = SettingKey.allCases.map { key in
            let entry = settings[key]
            return Row(
                key: key.rawValue,
                value: key.isSecret ? nil : entry?.value,
                isSet: entry != nil,
                source: entry?.source.words
            )
        }
        if json.isOn { return try Output.json(rows) }
        let table = TextTable(columns: [.init("Key"), .init("Value"), .init("From")])
        let cells = rows.map { row in
            [
                TextTable.Cell(row.key, .bold),
                .init(row.value ?? (row.isSet ? "(not shown)" : "(not set)")),
                .init(row.source ?? "", .dim),
            ]
        }
        try Output.print(table.text(cells, palette: Terminal.standardOutput.palette))
    }
}
