import StrataEngine
import Testing

@testable import Strata

@Suite("What is said of a server that does not answer")
struct OutageMonitorTests {
    private static let start = ContinuousClock.now
    private static let failure = StoreError(.unavailable, "nothing listens there.", remedy: "Start it.")

    private static func at(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

    @Test("comes once after a second of failures, and once when it is back")
    func failing() {
        let monitor = OutageMonitor()
        #expect(monitor.news(at: Self.at(0), waitingSince: nil) == nil)
        monitor.note(Self.failure, at: Self.at(1))
        #expect(monitor.news(at: Self.at(1.5), waitingSince: Self.at(1)) == nil)
        monitor.note(Self.failure, at: Self.at(2.2))
        let lost = OutageMonitor.News.lost(reason: "nothing listens there.")
        #expect(monitor.news(at: Self.at(2.3), waitingSince: Self.at(1)) == lost)
        #expect(monitor.news(at: Self.at(30), waitingSince: Self.at(1)) == nil)
        monitor.note(nil, at: Self.at(31))
        #expect(monitor.news(at: Self.at(31), waitingSince: nil) == .back)
        #expect(monitor.news(at: Self.at(32), waitingSince: nil) == nil)
    }

    @Test("comes as well where it takes a batch and says nothing")
    func stuck() {
        let monitor = OutageMonitor()
        #expect(monitor.news(at: Self.at(4.9), waitingSince: Self.at(0)) == nil)
        guard case .lost = monitor.news(at: Self.at(5.1), waitingSince: Self.at(0)) else {
            Issue.record("nothing was said")
            return
        }
        #expect(monitor.news(at: Self.at(6), waitingSince: Self.at(0)) == nil)
        #expect(monitor.news(at: Self.at(7), waitingSince: nil) == .back)
    }

    @Test("is nothing for failures that pass at once")
    func passing() {
        let monitor = OutageMonitor()
        for second in 0..<100 {
            monitor.note(Self.failure, at: Self.at(Double(second)))
            monitor.note(nil, at: Self.at(Double(second) + 0.5))
            #expect(monitor.news(at: Self.at(Double(second) + 0.6), waitingSince: Self.at(Double(second))) == nil)
        }
    }
}
