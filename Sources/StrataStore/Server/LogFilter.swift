import GRDB
import StrataAPI
import StrataEngine

/// Which lines of a log are wanted, as a condition in SQL.
struct LogFilter {
    /// The levels of swift-log, the least grave first.
    private static let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]

    /// The text that lines must have; empty for any.
    private let text: String
    /// The numbers of the texts of the levels that are wanted; `nil` for all.
    private let levels: [Int64]?

    /// Looks up what a query asks for.
    ///
    /// - Throws: ``StoreError`` with code `notFound` for a level that is none.
    init(_ query: LogQuery, in database: Database) throws {
        text = query.text ?? ""
        guard let level = query.level else {
            levels = nil
            return
        }
        guard let first = Self.levels.firstIndex(of: level.lowercased()) else {
            throw StoreError(
                .notFound,
                "There is no level '\(level.prefix(40))'.",
                remedy: "The levels are \(Self.levels.joined(separator: ", "))."
            )
        }
        let select = try SQLStatement(database, "SELECT id FROM strings WHERE text = ?")
        levels = try Self.levels[first...].compactMap { name in
            try select.bind(name, at: 1)
            return try select.first { $0.integer(0) }
        }
    }

    /// Whether all lines are wanted.
    var isEmpty: Bool {
        text.isEmpty && levels == nil
    }

    /// The condition; the text that is looked for is parameter 1.
    var sql: String {
        var conditions: [String] = []
        if let levels { conditions.append("l.level IN (\(levels.map(String.init).joined(separator: ", ")))") }
        if !text.isEmpty { conditions.append("any_contains(?1, l.message)") }
        return conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
    }

    /// Binds the text.
    func bind(to statement: SQLStatement) throws {
        if !text.isEmpty { try statement.bind(text, at: 1) }
    }
}
