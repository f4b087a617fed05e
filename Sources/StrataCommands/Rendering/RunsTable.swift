import StrataModel

/// Pipeline runs, one a line.
enum RunsTable {
    /// One pipeline run with what is told of it.
    struct Row {
        /// The pipeline run.
        var record: PipelineRunRecord
        /// How many of its runs are in each state.
        var counts: [RunState: Int]
        /// Whether its driver is still there; `nil` where that cannot be told.
        var driverAlive: Bool?
    }

    /// The table, in the order of `rows`.
    static func text(_ rows: [Row], now: Timestamp, palette: Palette) -> String {
        let table = TextTable(columns: [
            .init("Run"), .init("Name"), .init("Function"), .init("State"), .init("Started"),
            .init("Duration", isRightAligned: true), .init("Tags"), .init("Runs"),
        ])
        let cells = rows.map { row in
            [
                TextTable.Cell(row.record.id.short, .bold),
                .init(row.record.name),
                .init(row.record.function),
                .init(state(row.record, driverAlive: row.driverAlive), ink(row)),
                .init(RelativeTime.text(row.record.createdAt, now: now)),
                .init(duration(row.record, driverAlive: row.driverAlive, now: now)),
                .init(row.record.tags.joined(separator: " ")),
                .init(StateCounts.text(row.counts)),
            ]
        }
        return table.text(cells, palette: palette)
    }

    /// The state in words, with what became of the driver.
    static func state(_ record: PipelineRunRecord, driverAlive: Bool?) -> String {
        driverAlive == false ? "running (driver gone)" : record.state.rawValue
    }

    /// How long it took or has taken so far; nobody knows that of one whose driver is gone.
    static func duration(_ record: PipelineRunRecord, driverAlive: Bool?, now: Timestamp) -> String {
        if let ended = record.endedAt { return DurationText.text(ended.since(record.createdAt)) }
        return driverAlive == false ? "" : DurationText.text(now.since(record.createdAt))
    }

    private static func ink(_ row: Row) -> Palette.Ink? {
        row.driverAlive == false ? .yellow : row.record.state.ink
    }
}
