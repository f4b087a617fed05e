import StrataModel

/// What `--expires-in` takes: a length of time such as `90d`, up to a hundred years.
struct LifetimeArgument: Hashable, Sendable {
    /// The length in seconds.
    var seconds: Int64

    /// Why a text says no such time.
    struct Malformed: Error, Hashable, CustomStringConvertible {
        /// What would do.
        var description = "expected a length of time such as 12h, 90d or 52w."
    }

    /// Parses what the user typed.
    ///
    /// - Throws: ``Malformed`` where it is no time, none at all, or over a hundred years.
    init(parsing text: String) throws(Malformed) {
        guard case .age(let duration) = try? SinceArgument(parsing: text),
            (1...Self.longest).contains(duration.components.seconds)
        else {
            throw Malformed()
        }
        seconds = duration.components.seconds
    }

    /// The moment at which it ends.
    func end(from start: Timestamp) -> Timestamp {
        Timestamp(microseconds: start.microseconds + seconds * 1_000_000)
    }

    private static let longest: Int64 = 100 * 366 * 86_400
}
