import StrataModel

/// The functions of a program, one a line.
enum FunctionsTable {
    /// The table, in order of name.
    static func text(_ functions: [FunctionRecord], palette: Palette) -> String {
        let table = TextTable(columns: [
            .init("Name"), .init("Kind"), .init("Where"), .init("Settings"), .init("Source"),
        ])
        let rows = functions.sorted { ($0.name, $0.line) < ($1.name, $1.line) }.map { function in
            [
                TextTable.Cell(function.name, .bold),
                .init(function.kind.rawValue),
                .init(SettingsText.place(function.settings)),
                .init(SettingsText.text(function.settings)),
                .init("\(function.file):\(function.line)", .dim),
            ]
        }
        return table.text(rows, palette: palette)
    }
}
