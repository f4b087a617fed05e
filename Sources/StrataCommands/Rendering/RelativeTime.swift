import StrataModel

/// Moments as people read them, seen from now.
enum RelativeTime {
    /// For example `just now`, `12 seconds ago`, `1 hour ago`; the date in UTC for what is over 30 days old.
    static func text(_ moment: Timestamp, now: Timestamp) -> String {
        let seconds = now.since(moment).components.seconds
        switch seconds {
        // Two machines' clocks may differ by a little.
        case -60..<5: return "just now"
        case ..<(-60): return String(moment.description.prefix(10))
        case ..<60: return ago(seconds, "second")
        case ..<3600: return ago(seconds / 60, "minute")
        case ..<86_400: return ago(seconds / 3600, "hour")
        case ..<(31 * 86_400): return ago(seconds / 86_400, "day")
        default: return String(moment.description.prefix(10))
        }
    }

    private static func ago(_ count: Int64, _ unit: String) -> String {
        "\(count) \(unit)\(count == 1 ? "" : "s") ago"
    }
}
