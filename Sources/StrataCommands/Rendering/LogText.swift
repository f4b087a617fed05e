import StrataModel

/// Logged lines as text.
enum LogText {
    /// One message: time of day with the date, run, level, and the message, whose further lines are indented.
    static func line(_ line: LogLine, name: String, palette: Palette) -> String {
        let message = Printable.text(line.message).split(separator: "\n", omittingEmptySubsequences: false)
        let level = Printable.line(line.level)
        let padded = level + String(repeating: " ", count: max(0, 7 - level.count))
        let head = [
            palette.paint(line.time.description, .dim), name, palette.paint(padded, ink(line.level)),
        ].joined(separator: "  ")
        return head + "  " + message.joined(separator: "\n    ")
    }

    private static func ink(_ level: String) -> Palette.Ink? {
        switch level {
        case "error", "critical": .red
        case "warning": .yellow
        case "trace", "debug": .dim
        default: nil
        }
    }
}
