import StrataModel
import Testing

@testable import StrataCommands

@Suite struct RunSpecifierTests {
    @Test(
        "what names a run is read",
        arguments: [
            ("3f9a", RunSpecifier(target: .prefix("3f9a"))),
            ("3F9A1C2B.12", RunSpecifier(target: .prefix("3f9a1c2b"), index: 12)),
            ("latest", RunSpecifier(target: .latest)), ("@", RunSpecifier(target: .latest)),
            ("latest.0", RunSpecifier(target: .latest, index: 0)), ("@.7", RunSpecifier(target: .latest, index: 7)),
        ]
    )
    func reads(_ text: String, _ specifier: RunSpecifier) throws {
        #expect(try RunSpecifier(parsing: text) == specifier)
    }

    @Test(
        "what names no run is refused",
        arguments: [
            "", "3f9", "xyzw", "3f9a.", "3f9a.x", "3f9a.-1", "3f9a.1.2", ".1", "3f9a.99999999999", "3f9é", "latest ",
            "00000000000000000000000000000000a",
        ]
    )
    func refuses(_ text: String) {
        #expect(throws: RunSpecifier.Malformed.self) { try RunSpecifier(parsing: text) }
    }

    @Test(
        "ages, dates and times are read",
        arguments: [
            ("45s", -45.0), ("2h", -7200), ("3d", -259_200), ("1w", -604_800), ("2026-11-23", -21_600),
            ("2026-11-23T06:00:01Z", 1), ("2026-11-23T07:00:00+01:00", 0), ("2026-11-23T06:00:00.5Z", 0.5),
            ("2026-11-23T05:59", -60),
        ]
    )
    func since(_ text: String, _ seconds: Double) throws {
        #expect(try SinceArgument(parsing: text).timestamp(now: Sample.start) == Sample.time(seconds))
    }

    @Test(
        "what is no time is refused",
        arguments: ["", "h", "2", "2y", "-2h", "2026-13-01", "yesterday", "2026", "1é"]
    )
    func sinceRefuses(_ text: String) {
        #expect(throws: SinceArgument.Malformed.self) { try SinceArgument(parsing: text) }
    }

    @Test(
        "an age beyond all bounds reaches back to the beginning",
        arguments: ["9223372036854775807s", "99999999999d"]
    )
    func sinceOverflow(_ text: String) throws {
        #expect(try SinceArgument(parsing: text).timestamp(now: Sample.start).microseconds <= 0)
    }
}
