import StrataModel

/// Progress as text.
enum ProgressText {
    /// The redrawn part: the counts, then the runs that execute, the longest first.
    static func view(_ progress: ProgressSnapshot, now: Timestamp, width: Int) -> [String] {
        guard let record = progress.record else { return [] }
        let elapsed = duration(now.since(record.createdAt))
        var lines = [
            "\(printable(record.name)) \(record.id.short)  \(elapsed)  \(counts(progress.counts, total: progress.total))"
        ]
        let running = progress.running.sorted { ($0.value.since, $0.key) < ($1.value.since, $1.key) }
        for (run, entry) in running.prefix(8) {
            lines.append("  ▸ \(entry.label) (run \(run))  \(duration(now.since(entry.since)))")
        }
        if running.count > 8 { lines.append("  ▸ and \(running.count - 8) more") }
        return lines.map { String($0.prefix(max(20, width - 1))) }
    }

    /// The counts by state, in the order of the states: `12 runs: 10 succeeded, 2 running`.
    static func counts(_ counts: [RunState: Int], total: Int) -> String {
        var words: [(word: String, count: Int)] = []
        for state in RunState.allCases {
            guard let count = counts[state], count > 0 else { continue }
            let word = word(for: state)
            if words.last?.word == word {
                words[words.count - 1].count += count
            } else {
                words.append((word, count))
            }
        }
        let parts = words.map { "\($0.count) \($0.word)" }
        let runs = total == 1 ? "1 run" : "\(total) runs"
        return parts.isEmpty ? runs : "\(runs): \(parts.joined(separator: ", "))"
    }

    /// One ended run.
    static func line(_ run: ProgressSnapshot.Ended) -> String {
        var line = "\(mark(run.state)) \(run.label) (run \(run.run)) \(word(for: run.state))"
        if let time = run.duration { line += " in \(duration(time))" }
        // A canceled run's message says that it was.
        if let failure = run.failure { line += ": " + printable(String(failure.message.trimmingPrefix("canceled: "))) }
        return line
    }

    /// Text without control characters, which could take a terminal over; line ends and tabs stay.
    static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isControl = scalar.properties.generalCategory == .control
                    return isControl && scalar != "\n" && scalar != "\t" ? "\u{FFFD}" : scalar
                }
            )
        )
    }

    static func mark(_ state: RunState) -> String {
        switch state {
        case .succeeded, .cached: Terminal.paint("✓", "32")
        case .failed, .nestedFailed: Terminal.paint("✗", "31")
        case .canceled: Terminal.paint("–", "33")
        default: "▸"
        }
    }

    static func mark(level: String) -> String {
        switch level {
        case "critical", "error": Terminal.paint("✗", "31")
        case "warning": Terminal.paint("!", "33")
        default: Terminal.paint("·", "2")
        }
    }

    static func word(for state: RunState) -> String {
        switch state {
        case .created, .scheduled: "waiting"
        case .ran: "waiting for runs below"
        case .nestedFailed: "failed below"
        default: state.rawValue
        }
    }

    /// Control codes that take the last lines away.
    static func erase(lines: Int) -> String {
        // A terminal echoes ^C where the cursor is, so first to the beginning of the line.
        "\r\u{1B}[\(lines)A\u{1B}[0J"
    }

    /// A length of time in the unit that suits it: `480 µs`, `35 ms`, `4.2 s`, `3 min 5 s`.
    static func duration(_ duration: Duration) -> String {
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        switch microseconds {
        case ..<1_000: return "\(microseconds) µs"
        case ..<1_000_000: return "\(microseconds / 1_000) ms"
        case ..<60_000_000: return "\(microseconds / 1_000_000).\(microseconds / 100_000 % 10) s"
        default:
            let seconds = microseconds / 1_000_000
            if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
            return "\(seconds / 3600) h \(seconds / 60 % 60) min"
        }
    }
}
