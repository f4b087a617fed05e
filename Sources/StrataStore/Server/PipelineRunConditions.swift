import StrataAPI
import StrataEngine
import StrataModel

/// The condition that a query of pipeline runs becomes in SQL, and the values in it.
struct PipelineRunConditions {
    private enum Value {
        case integer(Int64)
        case text(String)
        case bytes([UInt8])
    }

    /// SQLite takes no conditions of any length.
    private static let tagLimit = 100

    private var conditions: [String] = ["1"]
    private var values: [Value] = []

    /// No conditions yet.
    init() {}

    /// The condition.
    var sql: String {
        conditions.joined(separator: " AND ")
    }

    /// Binds the values.
    func bind(to statement: SQLStatement) throws {
        for (position, value) in values.enumerated() {
            switch value {
            case .integer(let number): statement.bind(number, at: Int32(position) + 1)
            case .text(let text): try statement.bind(text, at: Int32(position) + 1)
            case .bytes(let bytes): try statement.bind(bytes, at: Int32(position) + 1)
            }
        }
    }

    /// Adds all that a query asks.
    ///
    /// - Throws: ``StoreError`` with code `notFound` for a cursor that is none, `conflict` for too many tags.
    mutating func add(_ query: PipelineRunQuery) throws {
        if !query.states.isEmpty {
            let codes = query.states.map { String(StateCode.code($0)) }.sorted()
            conditions.append("p.state IN (\(codes.joined(separator: ", ")))")
        }
        if let function = query.function { conditions.append("p.function = \(parameter(.text(function)))") }
        if let user = query.user { conditions.append("p.user = \(parameter(.text(user)))") }
        if let since = query.since { conditions.append("p.created_at >= \(parameter(.integer(since.microseconds)))") }
        if let until = query.until { conditions.append("p.created_at < \(parameter(.integer(until.microseconds)))") }
        let tags = Set(query.tags).sorted()
        guard tags.count <= Self.tagLimit else {
            throw StoreError(.conflict, "A list can be narrowed down by \(Self.tagLimit) tags, not by \(tags.count).")
        }
        for tag in tags {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM pipeline_run_tags t WHERE t.pipeline_run = p.id AND t.tag = \(parameter(.text(tag))))
                """
            )
        }
        if let text = query.text, !text.isEmpty { add(text: text) }
        if let cursor = query.cursor {
            let key = try PageCursor(cursor, .pipelineRuns, count: 2).values
            let time = parameter(.integer(key[0]))
            conditions.append("(p.created_at, p.id) < (\(time), \(parameter(.integer(key[1]))))")
        }
    }

    private mutating func parameter(_ value: Value) -> String {
        values.append(value)
        return "?\(values.count)"
    }

    private mutating func add(text: String) {
        let part = parameter(.text(text))
        var places = [
            "any_contains(\(part), p.name, p.function, p.label, p.user)",
            "EXISTS (SELECT 1 FROM pipeline_run_tags t WHERE t.pipeline_run = p.id AND any_contains(\(part), t.tag))",
        ]
        // The column is JSON. Only text that JSON writes differently, or that could be met between arguments, needs it read.
        let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !"[]\",\\".unicodeScalars.contains($0) }
        places.append(
            isPlain
                ? "any_contains(\(part), p.arguments)"
                : "EXISTS (SELECT 1 FROM json_each(p.arguments) a WHERE any_contains(\(part), a.value))"
        )
        if let range = PipelineRunID.bytes(withPrefix: text) {
            let first = parameter(.bytes(range.first))
            places.append("p.uuid BETWEEN \(first) AND \(parameter(.bytes(range.last)))")
        }
        conditions.append("(\(places.joined(separator: " OR ")))")
    }
}

extension PipelineRunID {
    /// The lowest and the highest identifier that begin with these digits, or `nil` where none can.
    static func bytes(withPrefix text: String) -> (first: [UInt8], last: [UInt8])? {
        let missing = 32 - text.utf8.count
        guard missing >= 0,
            let first = Hexadecimal.decode(text + String(repeating: "0", count: missing)),
            let last = Hexadecimal.decode(text + String(repeating: "f", count: missing))
        else {
            return nil
        }
        return (first, last)
    }
}
