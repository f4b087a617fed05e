import StrataModel
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("What identity remembers")
struct BoundedTableTests {
    private static func address(_ number: Int) throws -> ClientAddress {
        try #require(ClientAddress(forwardedFor: "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"))
    }

    @Test("lets ten failures in a minute pass, then one every six seconds")
    func bucket() throws {
        var limiter = FailureLimiter()
        let address = try Self.address(1)
        for second in 0..<9 {
            let isLast = limiter.recordFailure(of: address, at: Samples.time(Int64(second)))
            #expect(!isLast)
        }
        let isLast = limiter.recordFailure(of: address, at: Samples.time(9))
        #expect(isLast)
        #expect(limiter.delay(for: address, at: Samples.time(10)) == 6)
        #expect(limiter.delay(for: address, at: Samples.time(5_500_000)) == 1)
        #expect(limiter.delay(for: address, at: Samples.time(6_100_000)) == nil)
        #expect(limiter.delay(for: try Self.address(2), at: Samples.time(10)) == nil)
        // A clock that is set back neither blocks for longer nor lets anything through.
        #expect(limiter.delay(for: address, at: Samples.time(-3_600_000_000)) == 6)
    }

    @Test("keeps to its bound of addresses, and to those that are blocked")
    func bound() throws {
        var limiter = FailureLimiter(capacity: 100)
        let blocked = try Self.address(0)
        for _ in 0..<10 { _ = limiter.recordFailure(of: blocked, at: Samples.time(0)) }
        for number in 1..<5000 {
            _ = limiter.recordFailure(of: try Self.address(number), at: Samples.time(0))
            #expect(limiter.count <= 100)
        }
        #expect(limiter.delay(for: blocked, at: Samples.time(0)) != nil)
    }

    @Test("believes the store for so long, and no longer")
    func freshness() {
        var cache = CredentialCache<String, Int>(capacity: 10, seconds: 5)
        cache.insert(1, for: "a", readAt: Samples.time(0), generation: cache.generation)
        #expect(cache.find("a", at: Samples.time(4_999_999))?.isFresh == true)
        #expect(cache.find("a", at: Samples.time(5_000_000))?.isFresh == false)
        #expect(cache.find("a", at: Samples.time(-1))?.isFresh == false)
        #expect(cache.find("b", at: Samples.time(0)) == nil)
    }

    @Test("takes in nothing that was read before something was removed")
    func generations() {
        var cache = CredentialCache<String, Int>(capacity: 10, seconds: 5)
        let before = cache.generation
        cache.remove("a")
        cache.insert(1, for: "a", readAt: Samples.time(0), generation: before)
        #expect(cache.find("a", at: Samples.time(0)) == nil)
        let later = cache.generation
        cache.removeAll { $0 == 1 }
        cache.insert(1, for: "a", readAt: Samples.time(0), generation: later)
        #expect(cache.find("a", at: Samples.time(0)) == nil)
    }

    @Test("keeps to its bound of keys and sessions")
    func cacheBound() {
        var cache = CredentialCache<Int, Int>(capacity: 64, seconds: 5)
        for number in 0..<10_000 {
            cache.insert(number, for: number, readAt: Samples.time(Int64(number) * 1000), generation: cache.generation)
            #expect(cache.count <= 64)
            #expect(cache.find(number, at: Samples.time(Int64(number) * 1000))?.value == number)
        }
    }

    @Test("puts back what could not be written, but nothing older than what is there")
    func useBook() {
        var book = UseBook()
        book.use(key: "a", at: Samples.time(0))
        book.extend(session: [1], until: Samples.time(5))
        let failed = book.take()
        #expect(book.take().keys.isEmpty)
        book.extend(session: [1], until: Samples.time(9))
        book.putBack(failed)
        let second = book.take()
        #expect(second.keys == ["a": Samples.time(0)])
        #expect(second.sessions == [[1]: Samples.time(9)])
    }
}
