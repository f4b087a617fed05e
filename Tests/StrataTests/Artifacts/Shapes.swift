import Foundation
import Strata

/// An enum with payloads of all sorts.
indirect enum Expression: Artifact, Hashable {
    case zero
    case number(Double)
    case add(Expression, Expression)
    case named(String, value: Int?)
}

/// A type with a field of each kind that JSON has trouble with.
struct Everything: Artifact, Equatable {
    var number = -0.1
    var small: Float = .leastNonzeroMagnitude
    var large: UInt64 = .max
    var least: Int64 = .min
    var date = Date(timeIntervalSinceReferenceDate: 817_112_088.542_903_9)
    var url = URL(string: "https://example.org/a%20b?q=1#f")
    var data = Data([0, 255, 10])
    var id = UUID()
    var price = Decimal(string: "123456789012345678901234567890.12345678")
    var duration = Duration.nanoseconds(-1)
    var text = "\u{0}\u{1F600}\"\\/é"
    var missing: String?
    var gaps: [Int?] = [1, nil, 3]
    var nested: [String: [Expression]] = ["x": [.zero, .add(.number(1), .named("n", value: nil))]]
    var byNumber: [Int: Set<Int>] = [3: [1, 2], -1: []]
    var byDate: [Date: Data] = [.distantPast: Data(), .distantFuture: Data([1])]
    var set: Set<Expression> = [.zero, .number(2), .named("n", value: 3)]
}

/// A class hierarchy's way of encoding: with `super`'s encoder and nested containers.
struct HandWritten: Artifact, Equatable {
    var tags: Set<String>
    var table: [Double: Int]

    private enum Key: CodingKey {
        case inner, list
    }

    init(tags: Set<String>, table: [Double: Int]) {
        self.tags = tags
        self.table = table
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        tags = try Set(from: container.superDecoder(forKey: .inner))
        var list = try container.nestedUnkeyedContainer(forKey: .list)
        table = try list.decode([Double: Int].self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(tags.sorted(), forKey: .inner)
        var list = container.nestedUnkeyedContainer(forKey: .list)
        try list.encode(table)
    }
}

/// A type whose values cannot be written.
struct Unwritable: Artifact {
    struct Part: Codable, Sendable {
        var value = 1

        init() {}

        init(from decoder: any Decoder) throws {}

        func encode(to encoder: any Encoder) throws {
            let context = EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "no way to write it")
            throw EncodingError.invalidValue(value, context)
        }
    }

    var parts = [Part()]
}

/// A type whose values are not read as they are written.
struct Unreadable: Artifact {
    struct Part: Codable, Sendable {
        private enum Key: CodingKey {
            case read, written
        }

        init() {}

        init(from decoder: any Decoder) throws {
            _ = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .read)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(1, forKey: .written)
        }
    }

    var part = Part()
}

/// A type that encodes nothing of itself.
struct Silent: Artifact {
    init() {}

    init(from decoder: any Decoder) throws {}

    func encode(to encoder: any Encoder) throws {}
}

/// An optional of an optional in a field.
struct Doubtful: Artifact, Equatable {
    var maybe: Int??
}
