public import StrataModel

/// Which lines of a run's log to read.
///
/// A single run's lines come in order of attempt and number; with those of the runs below it, in order of time.
public struct LogQuery: Sendable, Hashable {
    /// The run.
    public var run: RunID
    /// Whether the lines of the runs below it are wanted, too.
    public var includingDescendants: Bool
    /// Only lines with this text, without regard to case.
    public var text: String?
    /// Only lines at least as grave as this swift-log level.
    public var level: String?
    /// How many lines to skip from the start; with ``fromEnd``, how many from the end.
    ///
    /// For pages in the middle of long logs.
    public var offset: Int
    /// At most this many lines, 1 to 10,000.
    public var limit: Int
    /// Whether the last lines are wanted instead of the first; they come in the same order.
    public var fromEnd: Bool
    /// Where to go on: ``LogPage/next`` of the page before.
    ///
    /// Takes precedence over ``offset`` and ``fromEnd``.
    public var cursor: String?

    /// Collects conditions.
    public init(
        run: RunID,
        includingDescendants: Bool = false,
        text: String? = nil,
        level: String? = nil,
        offset: Int = 0,
        limit: Int = 1000,
        fromEnd: Bool = false,
        cursor: String? = nil
    ) {
        self.run = run
        self.includingDescendants = includingDescendants
        self.text = text
        self.level = level
        self.offset = offset
        self.limit = limit
        self.fromEnd = fromEnd
        self.cursor = cursor
    }
}

/// Some lines of a log.
public struct LogPage: Sendable, Hashable, Codable {
    /// The lines.
    public var lines: [LogLine]
    /// Where the lines after these begin, also where there are none yet.
    public var next: String
    /// The position of the first of ``lines`` among all that match, from 0.
    ///
    /// With the runs below, a line that is recorded late may stand before lines that were read already: then this is more
    /// than the offset of the page before and the lines it had, and who follows the log should read it again.
    public var offset: Int
    /// How many lines match in all.
    public var total: Int

    /// Describes a page.
    public init(lines: [LogLine], next: String, offset: Int, total: Int) {
        self.lines = lines
        self.next = next
        self.offset = offset
        self.total = total
    }
}
