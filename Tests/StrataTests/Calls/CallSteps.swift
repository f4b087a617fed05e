import Strata
import StrataModel
import Testing

/// An error of the user's.
struct Mishap: Error, Equatable, CustomStringConvertible {
    var description: String { "the disk is on fire" }
}

/// Functions that await others.
enum CallSteps {
    @Func
    static func double(_ value: Int) async throws -> Int { value * 2 }

    @Func
    static func fail() async throws -> Int { throw Mishap() }

    @Func
    static func failing() async throws -> Int { try await fail() }

    @Func
    static func quadruple(_ value: Int) async throws -> Int { try await double(double(value)) }

    @Func
    static func catching() async throws -> String {
        do {
            _ = try await failing()
            return "no error"
        } catch let error as RunError {
            let isMishap = (error.underlying as? RunError)?.underlying as? Mishap == Mishap()
            return "\(error.run.index) \(isMishap) \(error.failure.cause)"
        }
    }

    @Func
    static func outer() -> Future<Int> { middle(value: 1) }

    @Func
    static func middle(value: Int) -> Future<Int> { double(failing()) }

    @Func
    static func concurrent(_ count: Int) async throws -> Int {
        async let first = double(count)
        async let second = double(count + 1)
        let more = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<count { group.addTask { try await double(number) } }
            return try await group.reduce(0, +)
        }
        return try await first + second + more
    }

    @Func
    static func descend(_ depth: Int) async throws -> Int {
        depth == 0 ? 0 : try await descend(depth - 1) + 1
    }

    @Func
    static func fall(_ depth: Int) async throws -> Int {
        guard depth > 0 else { throw Mishap() }
        return try await fall(depth - 1)
    }

    @Func
    static func context() async throws -> [String] {
        let context = try #require(RunContext.current)
        let below = try await contextBelow()
        return [context.runID.description, context.rootID.description, "\(context.attempt)"] + below
    }

    @Func
    static func contextBelow() async throws -> [String] {
        let context = try #require(RunContext.current)
        return [context.runID.description, context.rootID.description, "\(context.attempt)"]
    }

    /// Leaves a call open in a task of its own, which goes on when this function is over.
    @Func
    static func leave(_ gate: Gate) async throws -> Int {
        Task {
            do {
                await gate.opened()
                let value = try await double(4)
                await gate.finish("\(value)")
            } catch {
                await gate.finish("\(error)")
            }
        }
        return 1
    }

    /// Leaves a call open that has begun.
    @Func
    static func leaveBegun(_ gate: Gate) async throws -> Int {
        Task { try await wait(gate) }
        await gate.begun()
        return 1
    }

    @Func
    static func wait(_ gate: Gate) async throws -> Int {
        await gate.begin()
        await gate.opened()
        await gate.finish("done")
        return 2
    }
}
