import Foundation
import Testing

/// What a user sees of the compiler: each source is compiled by it, with the plugin that was built with these tests.
@Suite("The compiler reports errors at the user's own lines")
struct CompilerTests {
    private static let types = """
        import Strata
        struct Model: Artifact { var name: String }
        struct Plain: Sendable {}

        """

    @Test("What is right compiles, with no warning")
    func right() async throws {
        let output = try await Compiler().check(
            Self.types + """
                @Strata.Func(retry: Retry(attempts: 3))
                func train(model: Model, rate: Double? = nil) async throws -> Model { model }
                @Func func pipeline(model: Model) -> Future<Model> { train(model: train(model: model), rate: nil) }
                @available(*, deprecated) @Func func old(model: Model) async throws -> Model { model }
                """
        )
        #expect(output.problems.isEmpty, "\(output.text)")
    }

    @Test("An error in the body has the user's line and column")
    func body() async throws {
        let output = try await Compiler().check(
            Self.types + """
                @Func
                func compute(model: Model) async throws -> Model {
                    missing()
                    return model
                }
                @Func func graph(model: Model) -> Future<Model> { let number: Int = "a"; return compute(model: model) }
                """
        )
        #expect(
            output.problems == [
                "Pipeline.swift:6:5: error: cannot find 'missing' in scope",
                "Pipeline.swift:9:69: error: cannot convert value of type 'String' to specified type 'Int'",
            ],
            "\(output.text)"
        )
    }

    @Test("A parameter that is no artifact is named on its own line")
    func parameter() async throws {
        let output = try await Compiler().check(
            Self.types + """
                @Func
                func compute(
                    model: Model,
                    plain: Plain
                ) async throws -> Model { model }
                """
        )
        #expect(output.names("Plain", onLine: 7), "\(output.text)")
        #expect(output.problems.allSatisfy { $0.hasPrefix("Pipeline.swift:") }, "\(output.text)")
    }

    @Test("A result that is no artifact is named on its own line")
    func result() async throws {
        let output = try await Compiler().check(
            Self.types + """
                @Func
                func compute(model: Model)
                    async throws -> Plain { Plain() }
                """
        )
        #expect(output.names("Plain", onLine: 6), "\(output.text)")
    }

    @Test("A future and a value of it are told apart where neither is asked for")
    func ambiguous() async throws {
        let output = try await Compiler().check(
            Self.types + """
                @Func func make(first: Int = 1) async throws -> Int { first }
                @Func func make(second: Int = 1) async throws -> Int { second }
                func use() { _ = make() }
                """
        )
        #expect(output.problems == ["Pipeline.swift:6:18: error: ambiguous use of 'make'"], "\(output.text)")
    }

    @Test("Misuse is reported once, at the user's line")
    func misuse() async throws {
        let output = try await Compiler().check(
            Self.types + """
                @Func
                func compute(model: Model) -> Model { try await other(model) }
                struct Steps {
                    @Strata.Func func step() async throws {}
                }
                """
        )
        #expect(
            output.problems.map { $0.prefix(21) } == ["Pipeline.swift:5:6: e", "Pipeline.swift:7:23: "],
            "\(output.text)"
        )
    }
}
