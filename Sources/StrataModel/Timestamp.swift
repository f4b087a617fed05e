public import FoundationEssentials

/// A moment in time with microsecond resolution, counted from the Unix epoch in UTC.
///
/// An integer rather than a `Date`: it compares exactly, survives JSON and SQLite unchanged, and sorts as it reads.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z; negative before it.
    public var microseconds: Int64

    /// Wraps a count of microseconds since the Unix epoch.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The moment nearest to `date`, rounded to a microsecond.
    public init(_ date: Date) {
        self.microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
    }

    /// The system clock's present reading.
    public static var now: Timestamp {
        Timestamp(Date())
    }

    /// The same moment as a `Date`.
    public var date: Date {
        Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }

    /// The time from `start` until this moment; negative where this moment comes first.
    public func since(_ start: Timestamp) -> Duration {
        .microseconds(microseconds - start.microseconds)
    }

    /// Orders moments by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC with milliseconds, for example `2026-11-23T06:13:24.125Z`.
    public var description: String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}

extension Timestamp: Codable {
    /// Decodes the integer count of microseconds that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        microseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Encodes the count of microseconds as one integer.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(microseconds)
    }
}
