import StrataOCI
import StrataTestSupport
import Testing

@testable import StrataRegistry

/// When and how long is waited.
@Suite("A retry policy")
struct RetryPolicyTests {
    private func error(_ hint: RetryHint?) throws -> RegistryError {
        RegistryAction(registry: try RegistryHost("r.test"), words: "asking", subject: .registry)
            .error(.unavailable, "it is away", retry: hint)
    }

    @Test("waits up to twice as long each time, and never longer than its cap")
    func growth() {
        let seed: UInt64 = 20_260_804
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let policy = RetryPolicy(base: .milliseconds(200), cap: .seconds(10))
        for number in 1...100 {
            let longest = (0..<200).map { _ in policy.delay(number, using: &generator) }.max() ?? .zero
            let limit = min(Duration.milliseconds(200) * (1 << min(number - 1, 20)), .seconds(10))
            #expect(longest <= limit)
            #expect(longest > limit / 2)
        }
    }

    @Test("honours what the registry asks for, up to its limit, and tries refused connections little")
    func hints() throws {
        var generator = SeededGenerator(seed: 1)
        let policy = RetryPolicy()
        #expect(try policy.delay(after: error(nil), failures: 1, using: &generator) == nil)
        #expect(try policy.delay(after: error(RetryHint()), failures: 4, using: &generator) != nil)
        #expect(try policy.delay(after: error(RetryHint()), failures: 5, using: &generator) == nil)
        #expect(
            try policy.delay(after: error(RetryHint(after: .seconds(60))), failures: 1, using: &generator)
                == .seconds(60)
        )
        #expect(try policy.delay(after: error(RetryHint(after: .seconds(61))), failures: 1, using: &generator) == nil)
        let refused = RetryHint(isConnectionFailure: true)
        #expect(try policy.delay(after: error(refused), failures: 1, using: &generator) != nil)
        #expect(try policy.delay(after: error(refused), failures: 2, using: &generator) == nil)
    }
}
