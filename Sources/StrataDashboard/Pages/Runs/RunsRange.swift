import FoundationEssentials
package import StrataAPI
import StrataModel

/// A stretch of time that pipeline runs were created in.
package enum RunsRange: Sendable, Hashable {
    /// No bounds.
    case always
    /// The time from so many seconds ago on, by its name in addresses.
    case last(Preset)
    /// Between two moments, as `YYYY-MM-DDTHH:MM` or with seconds, in UTC.
    case between(since: Moment?, until: Moment?)

    /// A stretch of time up to now.
    package enum Preset: String, Sendable, Hashable, CaseIterable {
        /// The last hour.
        case hour = "1h"
        /// The last 24 hours.
        case day = "24h"
        /// The last seven days.
        case week = "7d"
        /// The last 30 days.
        case month = "30d"

        var words: String {
            switch self {
            case .hour: "Last hour"
            case .day: "Last 24 hours"
            case .week: "Last 7 days"
            case .month: "Last 30 days"
            }
        }

        var seconds: Int64 {
            switch self {
            case .hour: 3600
            case .day: 86_400
            case .week: 7 * 86_400
            case .month: 30 * 86_400
            }
        }
    }

    /// A moment, and how it was written.
    package struct Moment: Sendable, Hashable {
        /// The text, as a field of the kind `datetime-local` takes it.
        let text: String
        let time: Timestamp
    }

    /// Reads the fields of an address; exact moments take precedence over a preset.
    ///
    /// - Throws: `Problem` for what is no preset or no moment.
    package init(preset: String?, since: String?, until: String?) throws(Problem) {
        let (first, last) = (try Self.moment(since), try Self.moment(until))
        if first != nil || last != nil {
            self = .between(since: first, until: last)
        } else if let preset, preset != "all" {
            guard let known = Preset(rawValue: preset) else {
                let names = Preset.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem.field("The time '\(PageText.shortened(preset, to: 80))' is none; there are \(names).")
            }
            self = .last(known)
        } else {
            self = .always
        }
    }

    func bounds(now: Timestamp) -> (since: Timestamp?, until: Timestamp?) {
        switch self {
        case .always: (nil, nil)
        case .last(let preset): (Timestamp(microseconds: now.microseconds - preset.seconds * 1_000_000), nil)
        case .between(let since, let until): (since?.time, until?.time)
        }
    }

    var fields: [(name: String, value: String)] {
        switch self {
        case .always: []
        case .last(let preset): [("range", preset.rawValue)]
        case .between(let since, let until):
            (since.map { [("since", $0.text)] } ?? []) + (until.map { [("until", $0.text)] } ?? [])
        }
    }

    private static func moment(_ text: String?) throws(Problem) -> Moment? {
        guard let text else { return nil }
        let isLong = text.utf8.count == 19
        let style = Date.ISO8601FormatStyle.iso8601
        guard isLong || text.utf8.count == 16, let date = try? style.parse(text + (isLong ? "Z" : ":00Z")) else {
            throw Problem.field(
                "The moment '\(PageText.shortened(text, to: 80))' is none; it is written like 2026-11-23T06:13, in UTC."
            )
        }
        return Moment(text: text, time: Timestamp(date))
    }
}
