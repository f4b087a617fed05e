import StrataModel
import Testing

@testable import Strata

@Suite("Progress")
struct ProgressTests {
    private static let start = Timestamp(microseconds: 1_000_000)

    private static func snapshot() -> ProgressSnapshot {
        var progress = ProgressSnapshot()
        progress.start(
            PipelineRunRecord(
                id: PipelineRunID(bytes: Array(repeating: 0xAB, count: 16)) ?? PipelineRunID(),
                name: "digits",
                function: "Digits.pipeline()",
                runner: "local",
                driver: .init(user: "u", host: "h", processID: 1, processStart: 1),
                strataVersion: "0",
                createdAt: start
            )
        )
        progress.apply(
            .function(
                0,
                FunctionRecord(
                    name: "M.train()",
                    label: "train",
                    kind: .computing,
                    resultType: "Int",
                    file: "",
                    line: 0
                )
            )
        )
        for index in RunIndex(0)..<3 {
            progress.apply(.created(RunRecord(index: index, parent: nil, function: 0, times: RunTimes(created: start))))
        }
        return progress
    }

    private static func step(
        _ run: RunIndex,
        _ from: RunState,
        _ to: RunState,
        at milliseconds: Int64,
        failure: RunFailure? = nil
    ) -> RecordChange {
        let time = Timestamp(microseconds: start.microseconds + milliseconds * 1000)
        return .transition(RunTransition(index: run, from: from, to: to, time: time, attempt: 1, failure: failure))
    }

    @Test("shows the counts by state, the running ones and the time")
    func view() {
        var progress = Self.snapshot()
        progress.apply(Self.step(0, .created, .scheduled, at: 0))
        progress.apply(Self.step(0, .scheduled, .running, at: 0))
        progress.apply(Self.step(1, .created, .scheduled, at: 0))
        progress.apply(Self.step(1, .scheduled, .running, at: 100))
        progress.apply(Self.step(1, .running, .succeeded, at: 200))
        let now = Timestamp(microseconds: Self.start.microseconds + 1_500_000)
        let lines = ProgressText.view(progress, now: now, width: 100)
        #expect(
            lines == [
                "digits abababab  1.5 s  3 runs: 1 waiting, 1 running, 1 succeeded",
                "  ▸ train (run 0)  1.5 s",
            ]
        )
        #expect(ProgressText.view(progress, now: now, width: 30).allSatisfy { $0.count < 30 })
    }

    @Test("tells what ended once, with time and failure")
    func ended() {
        var progress = Self.snapshot()
        progress.apply(Self.step(2, .created, .scheduled, at: 0))
        progress.apply(Self.step(2, .scheduled, .running, at: 0))
        progress.apply(
            Self.step(2, .running, .failed, at: 42, failure: RunFailure(cause: .user, message: "no such file"))
        )
        let news = progress.takeNews().news
        guard case .ended(let run)? = news.first, news.count == 1 else {
            Issue.record("expected one ended run, found \(news)")
            return
        }
        #expect(ProgressText.line(run) == "✗ train (run 2) failed in 42 ms: no such file")
        #expect(progress.takeNews().news.isEmpty)
    }

    @Test("lets no control characters through to a terminal")
    func printable() {
        #expect(ProgressText.printable("a\u{1B}[2Jb\u{7}\tc\nd") == "a\u{FFFD}[2Jb\u{FFFD}\tc\nd")
    }

    @Test("keeps a bounded number of lines, and every failure")
    func bounded() {
        var progress = Self.snapshot()
        let count = RunIndex(ProgressSnapshot.keptNews + 50)
        for index in 3..<count {
            progress.apply(
                .created(RunRecord(index: index, parent: 0, function: 0, times: RunTimes(created: Self.start)))
            )
            progress.apply(Self.step(index, .running, index == count - 1 ? .failed : .succeeded, at: 1))
        }
        let (news, omitted) = progress.takeNews()
        #expect(news.count == ProgressSnapshot.keptNews + 1)
        #expect(omitted == Int(count) - 3 - news.count)
        guard case .ended(let last)? = news.last else {
            Issue.record("the failure is missing")
            return
        }
        #expect(last.state == .failed)
    }

    @Test(
        "writes lengths of time in the unit that suits them",
        arguments: [
            (Duration.microseconds(480), "480 µs"), (.milliseconds(35), "35 ms"), (.milliseconds(4200), "4.2 s"),
            (.seconds(185), "3 min 5 s"), (.seconds(7260), "2 h 1 min"),
        ]
    )
    func durations(duration: Duration, text: String) {
        #expect(ProgressText.duration(duration) == text)
    }
}
