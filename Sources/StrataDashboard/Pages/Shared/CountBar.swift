import StrataModel

/// A thin bar that shows how many runs are in each state.
struct CountBar: Sendable, Hashable {
    /// One state's part of the bar, in hundredths of its width.
    struct Part: Sendable, Hashable {
        /// The state's name for style sheets.
        let state: String
        /// Where it begins.
        let start: String
        /// How wide it is.
        let width: String
    }

    /// The parts, from what is done to what is still to come.
    let parts: [Part]
    /// The same in words.
    let words: String
    /// The short form: `12 of 40`.
    let short: String

    /// Divides a bar by counts; negative ones, which a broken client may send, count as none.
    init(_ counts: [RunState: Int]) {
        let present = StateText.byProgress.compactMap { state in counts[state].flatMap { $0 > 0 ? (state, $0) : nil } }
        let total = present.reduce(0.0) { $0 + Double($1.1) }
        var start = 0.0
        var parts: [Part] = []
        for (state, count) in present {
            let width = Double(count) / total * 100
            parts.append(Part(state: state.rawValue, start: Self.hundredths(start), width: Self.hundredths(width)))
            start += width
        }
        self.parts = parts
        words = StateText.counts(counts)
        let done = present.reduce(0) { $1.0.isTerminal ? Self.sum($0, $1.1) : $0 }
        let all = present.reduce(0) { Self.sum($0, $1.1) }
        short = done == all ? PageText.count(all, "run") : "\(PageText.count(done)) of \(PageText.count(all))"
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }

    private static func hundredths(_ value: Double) -> String {
        let whole = Int((value * 100).rounded())
        let rest = whole % 100
        return "\(whole / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
