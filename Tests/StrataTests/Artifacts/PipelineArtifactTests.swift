import Strata
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("Values that pass between runs", .timeLimit(.minutes(10)))
struct PipelineArtifactTests {
    private static func withRunners(_ body: (any Runner) async throws -> Void) async throws {
        try await body(SilentRunner())
        try await withTemporaryFolder { try await body(LocalRunner(home: $0)) }
    }

    @Test("that cannot be written fail the run that makes them, with the field and the type")
    func unwritable() async throws {
        try await Self.withRunners { runner in
            let result = try await runner.result(of: TypeSteps.unwritable())
            let error = try #require(result.error)
            #expect(error.failure.cause == .artifact)
            #expect(error.failure.message.contains("the field 'parts[0]' of a 'Unwritable'"))
            #expect(error.failure.remedy != nil)
            #expect(error.function == "StrataTests.TypeSteps.unwritable()")
        }
    }

    @Test("that cannot be read are found where they are first used, as an output or an input")
    func unreadable() async throws {
        try await Self.withRunners { runner in
            let output = try await runner.result(of: TypeSteps.unreadable())
            #expect(
                output.error?.failure.message.contains("the field 'part' of a 'Unreadable': it has no 'read'") == true
            )
            let input = try await runner.result(of: TypeSteps.takesUnreadable(Unreadable()))
            #expect(input.error?.failure.cause == .artifact)
            #expect(input.error?.failure.message.contains("'part'") == true)
            let inputs = try await runner.result(of: TypeSteps.takesUnreadables([Unreadable()]))
            #expect(inputs.error?.failure.message.contains("'[0].part'") == true)
        }
    }

    @Test(
        "are kept beside the run up to 16 KiB and in blobs beyond, and are the same either way",
        arguments: [0, 16 * 1024 - 2, 16 * 1024 - 1, 1_000_000]
    )
    func sizes(count: Int) async throws {
        try await withTemporaryFolder { home in
            let result = try await LocalRunner(home: home).result(of: TypeSteps.measured(count))
            #expect(result.output == count)
            let history = try await RunHistory(home: home, result.id)
            let made = try #require(
                history.runs.values.first { history.functions[$0.function]?.label == "text" }?.output
            )
            let isLarge = count + 2 > ArtifactRecord.inlineLimit
            #expect((made.inline == nil) == isLarge)
            #expect(made.reference.size == count + 2)
            let blobs = try StrataHome(path: home).openBlobs()
            let bytes = if let inline = made.inline { inline } else { try await blobs.get(made.reference.digest) }
            #expect(try Coding.decode(bytes, as: String.self) == String(repeating: "x", count: count))
        }
    }
}
