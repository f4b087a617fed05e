package import StrataModel

/// Durations, moments, sizes and names as people read them on pages; `base.js` writes the first two alike.
package enum PageText {
    /// For example `850 µs`, `12 ms`, `1.2 s`, `3 min 12 s`, `2 h 5 min` or `3 d 4 h`.
    ///
    /// Negative durations, which a clock that was set back leaves behind, count as none.
    package static func duration(microseconds: Int64) -> String {
        guard microseconds > 0 else { return "0 s" }
        let seconds = microseconds / 1_000_000
        switch seconds {
        case 0: return microseconds < 1000 ? "\(microseconds) µs" : "\(microseconds / 1000) ms"
        case ..<60: return "\(seconds).\(microseconds / 100_000 % 10) s"
        case ..<3600: return two(seconds / 60, "min", seconds % 60, "s")
        case ..<86_400: return two(seconds / 3600, "h", seconds / 60 % 60, "min")
        default: return two(seconds / 86_400, "d", seconds / 3600 % 24, "h")
        }
    }

    /// The same of a count of seconds; for what is no duration, a dash.
    package static func duration(seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e12 else { return "–" }
        return duration(microseconds: Int64((seconds * 1_000_000).rounded()))
    }

    /// The time between two moments, or from `start` until now where `end` is absent.
    package static func duration(from start: Timestamp, to end: Timestamp?, now: Timestamp) -> String {
        duration(microseconds: span(from: start, to: end ?? now))
    }

    /// The microseconds between two moments; 0 where they stand in the wrong order or too far apart to count.
    package static func span(from start: Timestamp, to end: Timestamp) -> Int64 {
        let (difference, overflow) = end.microseconds.subtractingReportingOverflow(start.microseconds)
        return overflow ? 0 : max(0, difference)
    }

    /// For example `just now`, `12 seconds ago`, `1 hour ago`; the date in UTC for what is over 30 days old.
    package static func relative(_ moment: Timestamp, now: Timestamp) -> String {
        let (difference, overflow) = now.microseconds.subtractingReportingOverflow(moment.microseconds)
        let seconds = overflow ? .max : difference / 1_000_000
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

    /// For example `812 B`, `12.3 kB` or `5.4 GB`: decimal units, rounded down.
    package static func size(_ bytes: Int64) -> String {
        guard bytes >= 1000 else { return "\(max(0, bytes)) B" }
        let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
        var tenths = bytes / 100
        var unit = 0
        while tenths >= 10_000, unit + 1 < units.count {
            tenths /= 1000
            unit += 1
        }
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }

    /// A count with thin spaces between groups of three digits: `100 000`.
    package static func count(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var grouped = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position).isMultiple(of: 3) { grouped += "\u{202F}" }
            grouped.append(digit)
        }
        return number < 0 ? "−" + grouped : grouped
    }

    /// A count and its noun: `1 run`, `3 runs`.
    package static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(count(number)) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    /// A share in whole percent: `98 %`; never 100 % or 0 % unless it is all or none; a dash for none of none.
    package static func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let percent = Int((Double(part) / Double(whole) * 100).rounded())
        if percent >= 100, part < whole { return "99 %" }
        if percent <= 0, part > 0 { return "1 %" }
        return "\(percent) %"
    }

    /// The first twelve digits of a digest.
    package static func digest(_ digest: Digest) -> String {
        String(digest.hexadecimal.prefix(12))
    }

    /// A number of a metric with at most six significant digits: `0.0312`, `1.2e-07`, `NaN`.
    package static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
        if let whole = Int64(exactly: value), abs(whole) < 1_000_000 { return String(whole) }
        return Significant.text(value)
    }

    /// The first `limit` characters, and an ellipsis where there are more.
    package static func shortened(_ text: String, to limit: Int) -> String {
        let head = text.prefix(limit)
        return head.endIndex == text.endIndex ? text : head + "…"
    }

    /// The first sentence of a documentation comment: up to the first full stop before a space, or the first paragraph.
    package static func firstSentence(_ documentation: String) -> String {
        var words: [Substring] = []
        for line in documentation.split(separator: "\n", omittingEmptySubsequences: false) {
            let parts = line.split(whereSeparator: \.isWhitespace)
            if parts.isEmpty {
                if words.isEmpty { continue }
                break
            }
            for part in parts {
                words.append(part)
                if part.last == "." || part.last == "!" || part.last == "?" {
                    return shortened(words.joined(separator: " "), to: 300)
                }
                if words.count == 200 { return shortened(words.joined(separator: " "), to: 300) }
            }
        }
        return shortened(words.joined(separator: " "), to: 300)
    }

    private static func two(_ large: Int64, _ largeName: String, _ small: Int64, _ smallName: String) -> String {
        small == 0 ? "\(large) \(largeName)" : "\(large) \(largeName) \(small) \(smallName)"
    }

    private static func ago(_ count: Int64, _ unit: String) -> String {
        "\(count) \(unit)\(count == 1 ? "" : "s") ago"
    }
}
