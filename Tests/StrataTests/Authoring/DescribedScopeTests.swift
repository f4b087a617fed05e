import Strata
import Testing

@Suite("A task started while a root is described")
struct DescribedScopeTests {
    @Func
    private static func one() async throws -> Int { 1 }

    @Func
    private static func ones() -> Future<[Int]> { Future([one(), one()]) }

    @Test("runs pipelines of its own")
    func runsOthers() async throws {
        var other: Task<[Int], any Error>?
        let output = try await SilentRunner().run {
            other = Task { try await SilentRunner().run(Self.ones()) }
            return Self.ones()
        }
        #expect(output == [1, 1])
        #expect(try await other?.value == [1, 1])
    }
}
