import Foundation
import StrataTestSupport
import Testing

@Suite("A target with the plugin BaseImageTags")
struct FixtureTests {
    private struct Function: Decodable {
        struct Settings: Decodable {
            var baseImageTag: String?
        }

        var name: String
        var settings: Settings
    }

    @Test("has functions that name their base images by generated members")
    func tags() async throws {
        let program = try #require(builtProgram("FixtureTags"), "there is no built FixtureTags beside the tests")
        let outcome = try await runProgram([program, "--strata-describe"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let functions = try JSONDecoder().decode([Function].self, from: Data(outcome.output.utf8))
        let tags = functions.map { "\($0.name) \($0.settings.baseImageTag ?? "-")" }
        #expect(
            tags == [
                "FixtureTags.pipeline() -", "FixtureTags.report(_:) default", "FixtureTags.score(_:) python-3.12",
                "FixtureTags.train(epochs:) cuda",
            ]
        )
    }
}
