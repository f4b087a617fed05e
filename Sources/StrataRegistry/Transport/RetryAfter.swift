#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Reads `Retry-After` (RFC 9110 § 10.2.3).
enum RetryAfter {
    /// The wait that the header asks for; never negative.
    ///
    /// - Returns: `nil` where it is neither a number of seconds nor an HTTP date.
    static func duration(_ text: some StringProtocol, now: Date = Date()) -> Duration? {
        let trimmed = text.drop { $0 == " " || $0 == "\t" }.prefix { $0 != "\r" && $0 != "\n" }
        let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, trimmed.dropFirst(digits.count).allSatisfy({ $0 == " " }) {
            return .seconds(Int(digits).map { min($0, 100_000_000) } ?? 100_000_000)
        }
        guard let seconds = HTTPDate.seconds(trimmed) else { return nil }
        let wait = Double(seconds) - now.timeIntervalSince1970
        return .seconds(min(max(wait, 0), 100_000_000))
    }
}
