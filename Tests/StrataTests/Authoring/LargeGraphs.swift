import Strata

/// Graphs of many runs.
enum LargeGraphs {
    @Func
    static func chain(_ count: Int, failingAt failing: Int? = nil) -> Future<Int> {
        (0..<count).reduce(Future(0)) { previous, number in
            number == failing ? LargeGraphs.fail(previous) : LargeGraphs.next(previous)
        }
    }

    @Func
    static func join(_ count: Int) -> Future<Int> {
        sum((0..<count).map { next($0) })
    }

    @Func
    static func nested(_ depth: Int) -> Future<Int> {
        depth == 0 ? next(0) : next(nested(depth - 1))
    }

    @Func
    static func next(_ value: Int) async throws -> Int { value + 1 }

    @Func
    static func fail(_ value: Int) async throws -> Int { throw Mishap() }

    @Func
    static func sum(_ values: [Int]) async throws -> Int { values.reduce(0, +) }

    @Func
    static func payloads(_ count: Int) -> Future<Int> {
        (0..<count).reduce(payload(0)) { previous, _ in following(previous) }.number
    }

    @Func
    static func payload(_ number: Int) async throws -> Payload { Payload(number: number) }

    @Func
    static func following(_ previous: Payload) async throws -> Payload { Payload(number: previous.number + 1) }

    @Func
    static func waits(_ count: Int, _ gate: Gate) -> Future<Int> {
        chain(count).after(hold(gate))
    }

    @Func
    static func hold(_ gate: Gate) async throws -> Int {
        await gate.begin()
        await gate.opened()
        try Task.checkCancellation()
        return 1
    }
}
