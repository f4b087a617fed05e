import Foundation
import Strata

/// Functions whose record goes to a server that comes and goes.
enum ServerSteps {
    /// Many runs, each with lines, a metric, and every tenth a value too large for its row.
    @Func
    static func many(_ count: Int, _ gate: Gate) -> Future<Int> {
        RecordedSteps.sum((0..<count).map { one($0, gate) })
    }

    @Func
    static func one(_ number: Int, _ gate: Gate) async throws -> Int {
        let context = RunContext.current
        for line in 0..<3 { context?.logger.info("line \(line) of \(number)") }
        context?.log(metric: "number", Double(number))
        if number == 20 {
            await gate.begin()
            await gate.opened()
        }
        if number.isMultiple(of: 10) { _ = try await large(number) }
        // So that the whole lasts while the server is away.
        try await Task.sleep(for: .milliseconds(5))
        return number
    }

    /// A value that is kept as a blob.
    @Func
    static func large(_ number: Int) async throws -> String { String(repeating: "\(number) ", count: 10_000) }

    /// Goes on until it is canceled, and records nothing meanwhile.
    @Func
    static func patient(_ gate: Gate) async throws -> Int {
        await gate.begin()
        try await Task.sleep(for: .seconds(3600))
        return 1
    }
}
