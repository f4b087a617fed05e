import NIOCore
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataServer

/// Feeds and what they remember, without connections.
@Suite("Event feed")
struct EventFeedTests {
    @Test(
        "What is remembered is what a list of everything says, as far back as it goes",
        arguments: 0..<20 as Range<UInt64>
    )
    func recentChanges(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let capacity = Int.random(in: 1...9, using: &generator)
        var recent = RecentChanges<Int>(capacity: capacity)
        var all: [Int] = []
        for value in 0..<40 {
            recent.append(value)
            all.append(value)
            let end = UInt64.random(in: 0...UInt64(all.count), using: &generator)
            let position = UInt64.random(in: 0...UInt64(all.count), using: &generator)
            let expected: [Int]? =
                position <= end && Int(position) >= all.count - capacity ? Array(all[Int(position)..<Int(end)]) : nil
            #expect(recent.changes(after: position, through: end) == expected, "seed \(seed)")
        }
    }

    private static func snapshot(_ running: Int) -> PipelineRunSnapshot {
        let record = Samples.pipelineRun()
        return PipelineRunSnapshot(PipelineRunSummary(pipelineRun: record, label: "x", counts: [.running: running]))
    }

    @Test("A follower that was away gets each run once, in its last state; one that was away too long is told so")
    func coalescing() throws {
        let feed = PipelineRunFeed.ofPipelineRun()
        #expect(feed.join())
        feed.release(Self.snapshot(0), upTo: 0)
        let start = try #require(feed.frame(after: nil)).position
        #expect(feed.record([.run(1, .created), .run(2, .created), .run(1, .running)]))
        #expect(!feed.record([.run(1, .succeeded)]))
        // Not released yet: followers see nothing of it.
        #expect(try #require(feed.frame(after: start)).position == start)
        feed.release(Self.snapshot(1), upTo: feed.last)
        let frame = try #require(feed.frame(after: start))
        let text = String(buffer: try #require(frame.bytes))
        #expect(text.contains(#""runs":[{"index":1,"state":"succeeded"},{"index":2,"state":"created"}]"#))
        #expect(feed.frame(after: start)?.bytes == frame.bytes)

        for index in 0..<20_000 { _ = feed.record([.run(RunIndex(index), .running)]) }
        feed.release(Self.snapshot(2), upTo: feed.last)
        let lost = String(buffer: try #require(feed.frame(after: frame.position)?.bytes))
        #expect(lost.contains(#""isReset":true"#) && lost.contains(#""runs":[]"#))
    }

    @Test("Nothing is sent where nothing changed")
    func quiet() throws {
        let feed = PipelineRunFeed.ofPipelineRun()
        _ = feed.join()
        feed.release(Self.snapshot(1), upTo: 0)
        feed.release(Self.snapshot(1), upTo: 0)
        _ = feed.record([.touched])
        feed.release(Self.snapshot(1), upTo: feed.last)
        let frame = try #require(feed.frame(after: 0))
        #expect(frame.bytes == nil && frame.position == 1)
    }

    @Test("Those who wait are woken by what is released, by the clock and by the end; a cancelled one goes")
    func waking() async {
        let feed = PipelineRunFeed.ofPipelineRun()
        _ = feed.join()
        feed.release(Self.snapshot(1), upTo: 0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    var position: UInt64 = 0
                    while true {
                        switch await feed.wait(after: position) {
                        case .closed: return
                        case .heartbeat: continue
                        case .changed: position = feed.released
                        }
                    }
                }
            }
            let cancelled = Task { await feed.wait(after: 1_000_000) }
            cancelled.cancel()
            let wake = await cancelled.value
            if case .closed = wake {} else { Issue.record("woken by \(wake)") }
            for index in 0..<20 {
                _ = feed.record([.run(RunIndex(index), .running)])
                feed.release(Self.snapshot(index), upTo: feed.last)
                feed.beat()
                await Task.yield()
            }
            feed.close()
        }
        #expect(await feed.wait(after: 0) == .closed)
    }
}
