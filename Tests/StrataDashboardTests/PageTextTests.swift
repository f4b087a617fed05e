import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataDashboard

/// Words for people.
@Suite("Words on pages")
struct PageTextTests {
    @Test(
        "say durations in two units at most",
        arguments: [
            (-5, "0 s"), (0, "0 s"), (1, "1 µs"), (999, "999 µs"), (1000, "1 ms"), (999_999, "999 ms"),
            (1_000_000, "1.0 s"),
            (12_450_000, "12.4 s"), (59_999_999, "59.9 s"), (60_000_000, "1 min"), (185_000_000, "3 min 5 s"),
            (3_600_000_000, "1 h"), (7_800_000_000, "2 h 10 min"), (86_400_000_000, "1 d"),
            (273_600_000_000, "3 d 4 h"),
            (Int64.max, "106751991 d 4 h"), (Int64.min, "0 s"),
        ] as [(Int64, String)]
    )
    func duration(microseconds: Int64, text: String) {
        #expect(PageText.duration(microseconds: microseconds) == text)
    }

    @Test("say no duration for what is none", arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func noDuration(seconds: Double) {
        #expect(PageText.duration(seconds: seconds) == "–")
    }

    @Test(
        "say how long ago a moment was",
        arguments: [
            (0, "just now"), (4, "just now"), (-60, "just now"), (5, "5 seconds ago"), (60, "1 minute ago"),
            (3599, "59 minutes ago"), (3600, "1 hour ago"), (172_800, "2 days ago"), (-61, "2026-11-23"),
            (31 * 86_400, "2026-10-23"),
        ] as [(Int64, String)]
    )
    func relative(seconds: Int64, text: String) {
        let now = Timestamp(microseconds: 1_795_444_800_000_000)
        let moment = Timestamp(microseconds: now.microseconds - seconds * 1_000_000)
        #expect(PageText.relative(moment, now: now) == text)
    }

    @Test("do not fail on moments that no clock shows", arguments: [Int64.min, .min + 1, -1, 0, .max - 1, .max])
    func extremes(microseconds: Int64) {
        let (moment, now) = (Timestamp(microseconds: microseconds), PageSamples.now)
        #expect(!MomentText(moment, now: now).words.isEmpty)
        #expect(!MomentText(now, now: moment).words.isEmpty)
        #expect(PageText.span(from: moment, to: now) >= 0)
        #expect(PageText.span(from: now, to: moment) >= 0)
        var summary = PageSamples(text: "a").summary(1, .succeeded)
        summary.pipelineRun.createdAt = moment
        let other = PageSamples(text: "a").summary(2, .failed)
        #expect(RateChart([summary, other]).columns.count <= 31)
        #expect(RateChart([summary]).columns.count <= 1)
        #expect(RunBar.strip([summary, other], now: now).allSatisfy { (1...RunBar.steps).contains($0.height) })
    }

    @Test(
        "say sizes in decimal units, rounded down",
        arguments: [
            (-1, "0 B"), (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_999, "999.9 kB"), (5_400_000_000, "5.4 GB"),
            (Int64.max, "9.2 EB"),
        ] as [(Int64, String)]
    )
    func size(bytes: Int64, text: String) {
        #expect(PageText.size(bytes) == text)
    }

    @Test(
        "say a share as all or nothing only where it is",
        arguments: [
            (0, 0, "–"), (0, 5, "0 %"), (5, 5, "100 %"), (999, 1000, "99 %"), (1, 1000, "1 %"), (2, 3, "67 %"),
        ]
    )
    func share(part: Int, whole: Int, text: String) {
        #expect(PageText.share(part, of: whole) == text)
    }

    @Test(
        "say numbers with six digits at most",
        arguments: [
            (0, "0"), (3, "3"), (-3, "-3"), (0.03125, "0.03125"), (1.0 / 3, "0.333333"), (123_456.789, "123457"),
            (1.5e-7, "1.5e−7"),
            (2.5e12, "2.5e12"), (-0.5, "−0.5"), (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "−∞"), (0.99999999, "1"),
            (9.999999999e-5, "10e−5"), (.greatestFiniteMagnitude, "1.79769e308"),
            (.leastNonzeroMagnitude, "4.94066e−324"),
        ] as [(Double, String)]
    )
    func number(value: Double, text: String) {
        #expect(PageText.number(value) == text)
    }

    @Test(
        "group digits",
        arguments: [
            (0, "0"), (999, "999"), (1000, "1\u{202F}000"), (-1_234_567, "−1\u{202F}234\u{202F}567"),
            (Int.min, "−9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}808"),
        ]
    )
    func groups(number: Int, text: String) {
        #expect(PageText.count(number) == text)
    }

    @Test(
        "take the first sentence of a documentation",
        arguments: [
            ("", ""), ("One.", "One."), ("Trains a\nmodel. More.", "Trains a model."), ("No stop\n\nSecond", "No stop"),
            ("\n\n  Is it?  Yes", "Is it?"), ("Version 1.5 of it. B", "Version 1.5 of it."),
        ]
    )
    func sentence(documentation: String, text: String) {
        #expect(PageText.firstSentence(documentation) == text)
    }

    @Test("shorten a documentation that is one long word")
    func longWord() {
        #expect(PageText.firstSentence(String(repeating: "a", count: 100_000)).count == 301)
    }

    @Test(
        "encode everything in addresses but what need not be",
        arguments: [
            ("abc-._~09", "abc-._~09"), ("train(config:data:)", "train%28config%3Adata%3A%29"),
            ("a/b?c#d&e=f+g h", "a%2Fb%3Fc%23d%26e%3Df%2Bg%20h"),
            ("é🧑", "%C3%A9%F0%9F%A7%91"), ("..", "%2E%2E"), (".", "%2E"), ("", ""), ("%2F", "%252F"),
        ]
    )
    func encoding(text: String, encoded: String) {
        #expect(PageAddress.encoded(text) == encoded)
        #expect(encoded.removingPercentEncoding == text)
    }

    @Test("say counts of runs in the order of progress")
    func counts() {
        #expect(StateText.counts([.failed: 2, .succeeded: 98, .created: 0]) == "98 succeeded, 2 failed")
        #expect(StateText.counts([:]) == "no runs yet")
    }

    @Test(
        "are short where all is done, and fill the bar",
        arguments: [
            ([.succeeded: 3, .cached: 1], "4 runs"), ([.succeeded: 3, .running: 1], "3 of 4"), ([:], "0 runs"),
            ([.failed: -4], "0 runs"),
            (
                [.succeeded: .max, .failed: .max],
                "9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}807 runs"
            ),
        ] as [([RunState: Int], String)]
    )
    func bar(counts: [RunState: Int], short: String) {
        let bar = CountBar(counts)
        #expect(bar.short == short)
        let width = bar.parts.compactMap { Double($0.width) }.reduce(0, +)
        #expect(bar.parts.isEmpty || abs(width - 100) < 0.1)
    }
}
