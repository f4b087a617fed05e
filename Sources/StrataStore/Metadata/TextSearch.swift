import GRDB
import GRDBSQLite

/// The SQL functions that look for text without regard to case in any script.
///
/// `contains_text(text, part)`, and `any_contains(part, text, …)` for several texts. In C's terms rather than GRDB's,
/// which would make a Swift string of every column of every row.
enum TextSearch {
    /// Gives a connection the functions.
    static func register(in database: Database) throws {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC
        let first = sqlite3_create_function_v2(
            database.sqliteConnection,
            "contains_text",
            2,
            flags,
            nil,
            { context, _, arguments in
                guard let arguments else { return }
                sqlite3_result_int(context, TextSearch.contains(arguments[0], arguments[1]) ? 1 : 0)
            },
            nil,
            nil,
            nil
        )
        let second = sqlite3_create_function_v2(
            database.sqliteConnection,
            "any_contains",
            -1,
            flags,
            nil,
            { context, count, arguments in
                guard let arguments, count > 0 else { return sqlite3_result_int(context, 0) }
                let found = (1..<max(Int(count), 1)).contains { TextSearch.contains(arguments[$0], arguments[0]) }
                sqlite3_result_int(context, found ? 1 : 0)
            },
            nil,
            nil,
            nil
        )
        for code in [first, second] where code != SQLITE_OK {
            throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
    }

    private static func contains(_ text: OpaquePointer?, _ part: OpaquePointer?) -> Bool {
        guard let text = bytes(text), let part = bytes(part) else { return false }
        return contains(text, part)
    }

    private static func bytes(_ value: OpaquePointer?) -> UnsafeBufferPointer<UInt8>? {
        guard sqlite3_value_type(value) != SQLITE_NULL else { return nil }
        guard let start = sqlite3_value_text(value) else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    }

    /// Whether `part` stands in `text`, both UTF-8.
    static func contains(_ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = part.first else { return true }
        if text.allSatisfy({ $0 < 0x80 }) {
            // Only ASCII has a lower-case form in ASCII, but for two signs that nobody looks for in plain text.
            guard part.allSatisfy({ $0 < 0x80 }) else { return false }
            return containsASCII(text, part, lowercased(first))
        }
        let text = String(decoding: text, as: UTF8.self)
        return text.lowercased().contains(String(decoding: part, as: UTF8.self).lowercased())
    }

    private static func containsASCII(
        _ text: UnsafeBufferPointer<UInt8>,
        _ part: UnsafeBufferPointer<UInt8>,
        _ first: UInt8
    ) -> Bool {
        guard text.count >= part.count else { return false }
        for start in 0...(text.count - part.count) where lowercased(text[start]) == first {
            var length = 1
            while length < part.count, lowercased(text[start + length]) == lowercased(part[length]) { length += 1 }
            if length == part.count { return true }
        }
        return false
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
