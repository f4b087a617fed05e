import Foundation
import GRDB
import Strata
import StrataStore
import Testing

/// Functions that log, report and pass values.
enum RecordedSteps {
    struct Numbers: Artifact, Equatable {
        var values: [Int]
    }

    @Func
    static func numbers(_ count: Int) async throws -> Numbers {
        let context = try #require(RunContext.current)
        for number in 0..<count {
            context.logger.info("number", metadata: ["value": "\(number)"])
            context.log(metric: "progress", Double(number) / Double(count))
        }
        context.log(metric: "loss", .nan, step: 7)
        context.log(metric: "loss", .infinity)
        context.log(metric: "loss", 0, step: .max)
        context.log(metric: "loss", 1)
        return Numbers(values: Array(0..<count))
    }

    @Func
    static func sum(_ values: [Int], weight: Int = 2) async throws -> Int { values.reduce(0, +) * weight }

    @Func
    static func give(_ numbers: Numbers) async throws -> Numbers { numbers }

    @Func
    static func pipeline(_ count: Int) -> Future<Int> {
        let made = numbers(count)
        return sum(give(made).values)
    }

    /// As many runs as it takes to see a store fail in between.
    @Func
    static func many(_ count: Int) -> Future<Int> {
        sum((0..<count).map { one($0) })
    }

    @Func
    static func one(_ value: Int) async throws -> Int {
        // Lets what is recorded become durable in several batches.
        await Task.yield()
        return value
    }

    /// Goes on until it is told to stop.
    @Func
    static func endless() async throws -> Int {
        while true {
            RunContext.current?.log(metric: "turns", 1)
            // Not to fill the memory faster than a store empties it.
            try await Task.sleep(for: .microseconds(100))
        }
    }

    /// Runs that keep a thread each until they see their logs in the store.
    @Func
    static func keepBusy(_ home: String, _ count: Int) -> Future<[Bool]> {
        Future((0..<count).map { keepThreadBusy(home, $0) })
    }

    @Func
    static func keepThreadBusy(_ home: String, _ number: Int) async throws -> Bool {
        RunContext.current?.logger.info("busy")
        return try hasLogs(home)
    }

    /// Looks for logs in a store, without giving the thread away.
    private static func hasLogs(_ home: String) throws -> Bool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        let database = try DatabaseQueue(path: StrataHome(path: home).metadataPath, configuration: configuration)
        for _ in 0..<3000 {
            Thread.sleep(forTimeInterval: 0.01)
            let lines = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM log_lines") }
            if let lines, lines > 0 { return true }
        }
        return false
    }

    /// Leaves a task behind that reports while and after everything ends.
    @Func
    static func chatter() async throws -> Int {
        Task {
            for number in 0..<20_000 {
                RunContext.current?.logger.info("\(number)")
                if number.isMultiple(of: 50) { await Task.yield() }
            }
        }
        await Task.yield()
        return 1
    }
}
