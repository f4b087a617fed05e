import GRDB
import StrataModel

/// Texts that stand in many rows (type names, media types, names of inputs), each kept once under a small integer.
///
/// Remembers what it has looked up, so make one for each transaction.
struct StringTable {
    private let database: Database
    private var numbers: [String: Int64] = [:]
    private var texts: [Int64: String] = [:]

    /// Reads and writes through `database`.
    init(_ database: Database) {
        self.database = database
    }

    /// The number of `text`, which is added where it is new.
    mutating func number(of text: String) throws -> Int64 {
        if let known = numbers[text] { return known }
        let select = try SQLStatement(database, "SELECT id FROM strings WHERE text = ?")
        try select.bind(text, at: 1)
        var number = try select.first { $0.integer(0) }
        if number == nil {
            let insert = try SQLStatement(database, "INSERT INTO strings (text) VALUES (?)")
            try insert.bind(text, at: 1)
            try insert.run()
            number = database.lastInsertedRowID
        }
        numbers[text] = number
        return number ?? 0
    }

    /// The text with this number.
    mutating func text(_ number: Int64) throws -> String {
        if let known = texts[number] { return known }
        let select = try SQLStatement(database, "SELECT text FROM strings WHERE id = ?")
        select.bind(number, at: 1)
        guard let text = try select.first({ $0.text(0) }) else {
            throw RowError("the number \(number) for a text that is not there")
        }
        texts[number] = text
        return text
    }
}
