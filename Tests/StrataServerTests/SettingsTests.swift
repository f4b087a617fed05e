import Foundation
import Logging
import StrataEngine
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataServer

/// Where settings come from, and log lines.
@Suite("Settings and log")
struct SettingsTests {
    private static func write(_ text: String, _ home: String) throws {
        try FileManager.default.createDirectory(atPath: home + "/server", withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: home + "/server/settings.json"))
    }

    @Test("A flag counts before the environment, the environment before the file")
    func precedence() async throws {
        try await withTemporaryFolder { home in
            try Self.write(
                #"{"port": 1, "host": "::1", "logLevel": "error", "insecure": true, "cacheBytes": "1000"}"#,
                home
            )
            let settings = try ServerSettings.read(
                home: home,
                flags: ["port": "3"],
                environment: ["STRATA_SERVER_PORT": "2", "STRATA_SERVER_LOG_LEVEL": "debug", "STRATA_SERVER_HOST": ""]
            )
            #expect(settings.port == 3 && settings.logLevel == .debug && settings.cacheBytes == 1000)
            #expect(settings.host == "::1" && settings.isInsecure && settings.isLoopback)
        }
    }

    @Test(
        "A setting that cannot be is refused with its names",
        arguments: [
            (["port": "70000"], [:], "", "0 to 65535"), ([:], ["STRATA_SERVER_PORT": "x"], "", "STRATA_SERVER_PORT"),
            ([:], ["STRATA_SERVER_LOG_LEVEL": "loud"], "", "trace, debug"), ([:], [:], #"{"prot": 1}"#, "'prot'"),
            ([:], [:], "{", "settings.json"), ([:], [:], #"{"port": []}"#, "settings.json"),
            ([:], ["STRATA_SERVER_INSECURE": "perhaps"], "", "true or false"),
        ] as [([String: String], [String: String], String, String)]
    )
    func refusals(flags: [String: String], environment: [String: String], file: String, words: String) async throws {
        try await withTemporaryFolder { home in
            if !file.isEmpty { try Self.write(file, home) }
            let error = #expect(throws: StoreError.self) {
                try ServerSettings.read(home: home, flags: flags, environment: environment)
            }
            #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        }
    }

    @Test("A log line stays one line, whatever a client sent")
    func logLines() throws {
        let metadata: Logger.Metadata = ["path": "/a\nb\u{1b}[31m \"x\"", "empty": ""]
        let text = LineLogHandler.line(.text, time: Samples.time(0), .info, "mess\nage", metadata)
        #expect(text.filter { $0 == "\n" }.count == 1 && !text.contains("\u{1b}"))
        #expect(text.contains(#" info mess\nage empty="" path="/a\nb\u001b[31m \"x\"""#))
        let json = LineLogHandler.line(.json, time: Samples.time(0), .error, "mess\nage", metadata)
        let object = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        #expect(
            object["path"] == "/a\nb\u{1b}[31m \"x\"" && object["message"] == "mess\nage" && object["level"] == "error"
        )
    }

    @Test(
        "Percent-encoded text is decoded, and what is none is refused",
        arguments: [
            ("a%20b", "a b"), ("%C3%A4", "ä"), ("%", nil), ("%4", nil), ("%zz", nil), ("%ff", nil), ("a+b", "a+b"),
            ("", ""),
            ("%2e%2E%2f", "../"), ("%00", "\0"),
        ] as [(String, String?)]
    )
    func percentText(text: String, decoded: String?) {
        #expect(PercentText.decode(text[...]) == decoded)
        #expect(PercentText.decode("a+b", plusIsBlank: true) == "a b")
    }

    @Test(
        "Moments are read in the ways that people and programs write them",
        arguments: [
            ("0", 0), ("1763878404125000", 1_763_878_404_125_000), ("1970-01-02", 86_400_000_000),
            ("1970-01-01T00:00:01Z", 1_000_000), ("1970-01-01T00:00:00.5Z", 500_000), ("yesterday", nil), ("", nil),
            ("9223372036854775807", nil), ("1970-13-01", nil), ("+100000-01-01", nil),
            ("-62135596800000000", -62_135_596_800_000_000),
        ] as [(String, Int64?)]
    )
    func moments(text: String, microseconds: Int64?) {
        #expect(MomentText.parse(text)?.microseconds == microseconds)
    }

    @Test(
        "Addresses that only this machine has are told from others",
        arguments: [
            ("127.0.0.1", true), ("127.8.9.1", true), ("localhost", true), ("::1", true), ("0.0.0.0", false),
            ("10.0.0.1", false),
            ("::", false), ("127.example.com", false), ("strata.example", false),
        ]
    )
    func loopback(host: String, isLoopback: Bool) {
        var settings = ServerSettings(home: "/nowhere")
        settings.host = host
        #expect(settings.isLoopback == isLoopback)
    }
}
