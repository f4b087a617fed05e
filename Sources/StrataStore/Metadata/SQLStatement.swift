import GRDB
import GRDBSQLite
import StrataModel

/// A prepared statement, bound and read through SQLite's C interface.
///
/// GRDB prepares and caches it; binding by hand halves the time of an insert, and text keeps its NUL characters.
/// Positions of arguments count from 1, those of columns from 0, as in SQLite.
struct SQLStatement {
    private let statement: Statement
    private let handle: OpaquePointer

    /// Takes the statement for `sql` from the connection's cache.
    init(_ database: Database, _ sql: String) throws {
        statement = try database.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    /// Prepares `sql` for one use; for text of which there are too many variants to keep them all.
    init(once database: Database, _ sql: String) throws {
        statement = try database.makeStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    // MARK: Arguments

    /// Binds an integer, or `NULL`.
    func bind(_ value: Int64?, at position: Int32) {
        if let value {
            sqlite3_bind_int64(handle, position, value)
        } else {
            sqlite3_bind_null(handle, position)
        }
    }

    /// Binds a floating point number; SQLite has no NaN and makes `NULL` of it.
    func bind(_ value: Double, at position: Int32) {
        sqlite3_bind_double(handle, position, value)
    }

    /// Binds bytes, or `NULL`.
    func bind(_ bytes: [UInt8]?, at position: Int32) throws {
        guard let bytes else {
            sqlite3_bind_null(handle, position)
            return
        }
        guard !bytes.isEmpty else {
            sqlite3_bind_zeroblob(handle, position, 0)
            return
        }
        try check(
            bytes.withUnsafeBytes {
                sqlite3_bind_blob64(handle, position, $0.baseAddress, UInt64($0.count), Self.transient)
            }
        )
    }

    /// Binds text, or `NULL`.
    func bind(_ text: String?, at position: Int32) throws {
        guard var text else {
            sqlite3_bind_null(handle, position)
            return
        }
        try check(
            text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { characters in
                    guard let first = characters.baseAddress else {
                        return sqlite3_bind_text(handle, position, "", 0, Self.transient)
                    }
                    let count = UInt64(characters.count)
                    return sqlite3_bind_text64(handle, position, first, count, Self.transient, UInt8(SQLITE_UTF8))
                }
            }
        )
    }

    // MARK: Execution

    /// Executes a statement whose rows, if any, are of no interest.
    func run() throws {
        try forEachRow { _ in }
    }

    /// Executes the statement and passes itself to `body` at each row.
    func forEachRow(_ body: (SQLStatement) throws -> Void) throws {
        defer { sqlite3_reset(handle) }
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: try body(self)
            case SQLITE_DONE: return
            case let code: try check(code)
            }
        }
    }

    /// What `body` makes of the first row, or `nil` where there is none.
    func first<Value>(_ body: (SQLStatement) throws -> Value) throws -> Value? {
        defer { sqlite3_reset(handle) }
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return try body(self)
        case SQLITE_DONE: return nil
        case let code:
            try check(code)
            return nil
        }
    }

    // MARK: Columns of the present row

    /// Whether the column holds `NULL`.
    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    /// The column as an integer; 0 for `NULL`.
    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    /// The column as an integer, or `nil` for `NULL`.
    func optionalInteger(_ column: Int32) -> Int64? {
        isNull(column) ? nil : integer(column)
    }

    /// The column as an integer of 32 bits.
    ///
    /// - Throws: ``StoreError`` with code `corrupt` where the number is larger.
    func small(_ column: Int32) throws -> Int32 {
        guard let value = Int32(exactly: integer(column)) else { throw RowError("a number that is too large") }
        return value
    }

    /// The column as an integer of 32 bits, or `nil` for `NULL`.
    func optionalSmall(_ column: Int32) throws -> Int32? {
        isNull(column) ? nil : try small(column)
    }

    /// The column as a floating point number; NaN for `NULL`.
    func double(_ column: Int32) -> Double {
        isNull(column) ? .nan : sqlite3_column_double(handle, column)
    }

    /// The column as text; empty for `NULL`.
    func text(_ column: Int32) -> String {
        guard let characters = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: characters, count: count), as: UTF8.self)
    }

    /// The column as text, or `nil` for `NULL`.
    func optionalText(_ column: Int32) -> String? {
        isNull(column) ? nil : text(column)
    }

    /// The column as bytes; none for `NULL`.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// The column as bytes, or `nil` for `NULL`.
    func optionalBytes(_ column: Int32) -> [UInt8]? {
        isNull(column) ? nil : bytes(column)
    }

    private func check(_ code: Int32) throws {
        guard code != SQLITE_OK else { return }
        let message = sqlite3_db_handle(handle).flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        let sql = sqlite3_sql(handle).map { String(cString: $0) }
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
    }

    /// Tells SQLite to copy what it is given.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

/// A row that this program cannot have written; becomes a ``StoreError`` with code `corrupt` on the way out.
struct RowError: Error {
    /// What stands in the row.
    let finding: String

    /// Describes what stands in the row.
    init(_ finding: String) {
        self.finding = finding
    }
}
