import Foundation
import Strata

/// Something to record, of each kind.
enum Steps {
    @Func
    static func number(_ value: Int) async throws -> Int { value }

    @Func
    static func numbers(_ count: Int, from start: Int) async throws -> [Int] {
        RunContext.current?.logger.info("counting to \(count)")
        RunContext.current?.log(metric: "count", Double(count))
        return (0..<count).map { start + $0 }
    }

    @Func
    static func sum(_ values: [Int]) async throws -> Int {
        var total = 0
        for value in values.prefix(3) { total += try await number(value) }
        return total
    }

    @Func
    static func file(_ size: Int, of value: Int) async throws -> FileArtifact {
        let path = FileManager.default.temporaryDirectory.appending(path: "strata-crash-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(repeating: UInt8(truncatingIfNeeded: value), count: size).write(to: path)
        return try await FileArtifact(contentsOf: path)
    }

    @Func
    static func words(_ value: Int) async throws -> Set<String> {
        Set((0..<50).map { "word \(value + $0)" })
    }

    @Func
    static func table(_ value: Int) async throws -> [Double: Set<Int>] {
        Dictionary(uniqueKeysWithValues: (0..<50).map { (Double($0) / 4, [value, $0, $0 * 2]) })
    }

    @Func
    static func part(_ value: Int) -> Future<Int> {
        // The middle one is large enough for a blob.
        sum([sum(numbers(10, from: value)), sum(numbers(5_000, from: value)), number(value)])
    }

    @Func
    static func unordered(_ value: Int) -> Future<Void> {
        words(value).discarded()
        table(value).discarded()
        return check(words(value + 1))
    }

    @Func
    static func check(_ words: Set<String>) async throws {}

    @Func
    static func pipeline(_ value: Int) -> Future<Int> {
        file(100_000, of: value).discarded()
        return sum((0..<8).map { part(value * 100 + $0) })
    }
}
