import FoundationEssentials
import StrataModel

/// What `--since` takes: an age such as `2h`, a date, or a moment in ISO 8601.
///
/// Dates and times without a zone are UTC.
enum SinceArgument: Hashable, Sendable {
    /// So long before now.
    case age(Duration)
    /// At this moment.
    case moment(Timestamp)

    /// Why a text says no time.
    struct Malformed: Error, Hashable, CustomStringConvertible {
        /// What would do.
        var description =
            "expected an age such as 45m, 2h, 3d or 1w, a date such as 2026-11-01, or a time such as "
            + "2026-11-01T06:30:00Z."
    }

    /// Parses what the user typed.
    ///
    /// - Throws: ``Malformed`` where it is no time.
    init(parsing text: String) throws(Malformed) {
        if let age = Self.age(text) {
            self = .age(age)
        } else if let moment = Self.moment(text) {
            self = .moment(moment)
        } else {
            throw Malformed()
        }
    }

    /// The moment that is meant, where it is `now`.
    func timestamp(now: Timestamp) -> Timestamp {
        switch self {
        case .age(let age):
            let (seconds, overflow) = age.components.seconds.multipliedReportingOverflow(by: 1_000_000)
            let (moment, underflow) = now.microseconds.subtractingReportingOverflow(seconds)
            return Timestamp(microseconds: overflow || underflow ? 0 : moment)
        case .moment(let moment):
            return moment
        }
    }

    private static func age(_ text: String) -> Duration? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last, let seconds = units[unit],
            text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }), let count = Int64(text.dropLast())
        else {
            return nil
        }
        let (total, overflow) = count.multipliedReportingOverflow(by: seconds)
        return overflow ? nil : .seconds(total)
    }

    private static func moment(_ text: String) -> Timestamp? {
        let isDate = !text.contains("T")
        let full = isDate ? text + "T00:00:00Z" : text
        guard !isDate || text.utf8.count == 10 else { return nil }
        for candidate in [full, full + "Z", full + ":00Z"] {
            for fractions in [false, true] {
                let style = Date.ISO8601FormatStyle(includingFractionalSeconds: fractions)
                if let date = try? style.parse(candidate), (-6e10...2.5e11).contains(date.timeIntervalSince1970) {
                    return Timestamp(date)
                }
            }
        }
        return nil
    }
}
