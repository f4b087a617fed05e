import FoundationEssentials
package import StrataModel

/// Moments as people and programs write them in addresses.
package enum MomentText {
    /// Parses microseconds since 1970, a date (its midnight in UTC), or a time in ISO 8601; `nil` for anything else, and
    /// for moments outside of the years 1 to 9999.
    package static func parse(_ text: String) -> Timestamp? {
        if let microseconds = Int64(text) {
            return bounds.contains(microseconds) ? Timestamp(microseconds: microseconds) : nil
        }
        guard (10...40).contains(text.utf8.count) else { return nil }
        let styles: [Date.ISO8601FormatStyle] = [
            .iso8601,
            Date.ISO8601FormatStyle(includingFractionalSeconds: true),
            .iso8601.year().month().day(),
        ]
        for style in styles {
            guard let date = try? style.parse(text) else { continue }
            let seconds = date.timeIntervalSince1970
            guard seconds.magnitude < 253_402_300_800 else { return nil }
            return Timestamp(date)
        }
        return nil
    }

    private static let bounds: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999
}
