import Foundation
import StrataEngine
import StrataStore
import StrataTestSupport
import Testing

@Suite("Settings")
struct SettingsTests {
    @Test("are kept in a file that only the user may read, and taken away again")
    func file() async throws {
        try await withTemporaryFolder { folder in
            let file = SettingsFile(StrataHome(path: folder + "/home"))
            #expect(try file.read() == [:])
            try file.set(.apiKey, to: "strata_1_2")
            try file.set(.apiAddress, to: "http://127.0.0.1:1")
            try file.set(.apiAddress, to: "http://127.0.0.1:2")
            #expect(try file.read() == ["apiKey": "strata_1_2", "apiAddress": "http://127.0.0.1:2"])
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try file.set(.apiKey, to: nil)
            try file.set(.apiKey, to: nil)
            #expect(try file.read() == ["apiAddress": "http://127.0.0.1:2"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/home") == ["settings.json"])
        }
    }

    @Test("of the environment win; what is set to nothing is not set; what later versions know is kept")
    func precedence() async throws {
        try await withTemporaryFolder { home in
            let text = #"{"apiAddress": "http://a", "apiKey": "", "later": "x"}"#
            try Data(text.utf8).write(to: URL(filePath: home + "/settings.json"))
            let file = SettingsFile(StrataHome(path: home))
            var settings = try Settings(environment: ["STRATA_HOME": home, "STRATA_API_ADDRESS": ""])
            #expect(settings[.apiAddress]?.source == .file(path: file.path))
            #expect(settings.apiAddress?.value == "http://a")
            #expect(settings[.apiKey] == nil)
            settings = try Settings(
                environment: ["STRATA_HOME": home, "STRATA_API_ADDRESS": "http://b", "STRATA_API_KEY": "k"]
            )
            let source = Settings.Source.environment(variable: "STRATA_API_ADDRESS")
            #expect(settings.apiAddress?.value == "http://b")
            #expect(settings.apiAddress?.source == source)
            #expect(settings[.apiKey]?.value == "k")
            settings = try Settings(environment: ["STRATA_HOME": home, "STRATA_API_ADDRESS": "local"])
            #expect(settings.apiAddress == nil)
            try file.set(.apiKey, to: "k")
            #expect(try file.read() == ["apiAddress": "http://a", "apiKey": "k", "later": "x"])
        }
    }

    @Test(
        "in a file that is none are refused with its path, and left alone",
        arguments: ["", "[]", "{\"apiAddress\": 3}", "{", "\u{0}", String(repeating: " ", count: 2 << 20)]
    )
    func malformed(text: String) async throws {
        try await withTemporaryFolder { home in
            let path = home + "/settings.json"
            try Data(text.utf8).write(to: URL(filePath: path))
            await expectStoreError(.corrupt, containing: path) {
                _ = try Settings(environment: ["STRATA_HOME": home])
            }
            await expectStoreError(.corrupt, containing: path) {
                try SettingsFile(StrataHome(path: home)).set(.apiKey, to: "k")
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == Data(text.utf8))
        }
    }

    @Test("cannot be kept where there can be no folder")
    func noFolder() async {
        await expectStoreError(.inputOutput) {
            try SettingsFile(StrataHome(path: "/dev/null/x")).set(.apiKey, to: "k")
        }
    }
}
