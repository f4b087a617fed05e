/// Durations as people read them: two units at most.
enum DurationText {
    /// For example `850 µs`, `12 ms`, `1.2 s`, `3 min 12 s`, `2 h 5 min` or `3 d 4 h`.
    ///
    /// Negative durations, which a clock that was set back leaves behind, count as none.
    static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        guard seconds > 0 || (seconds == 0 && attoseconds > 0) else { return "0 s" }
        if seconds == 0 {
            let microseconds = attoseconds / 1_000_000_000_000
            return microseconds < 1000 ? "\(microseconds) µs" : "\(microseconds / 1000) ms"
        }
        if seconds < 60 {
            return "\(seconds).\(attoseconds / 100_000_000_000_000_000) s"
        }
        let (small, large, smallName, largeName) =
            switch seconds {
            case ..<3600: (seconds % 60, seconds / 60, "s", "min")
            case ..<86_400: (seconds / 60 % 60, seconds / 3600, "min", "h")
            default: (seconds / 3600 % 24, seconds / 86_400, "h", "d")
            }
        return small == 0 ? "\(large) \(largeName)" : "\(large) \(largeName) \(small) \(smallName)"
    }
}

extension Duration {
    /// The duration in seconds, for output that programs read.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
