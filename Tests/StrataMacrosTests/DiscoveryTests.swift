import Foundation
import StrataSections
import Testing

@testable import Strata

/// What the loader has noted before `main`.
@Suite("The program knows its functions")
struct DiscoveryTests {
    private let functions = FunctionTable()

    @Test("Each is there, once, under its module, types and labels")
    func names() {
        let expected = [
            "fit(settings:optimizer:steps:rate:)", "hidden(_:for:)", "nothing()", "everything(settings:)",
            "nothingAtAll()", "size(of:)", "size(of:)", "size(ofAll:)", "default(for:)", "count to three()",
            "Outer.Inner.scaled(_:in:)", "Outer.Inner.sum(_:)", "Screen.show(_:)", "Screen.showLater(_:)",
            "store(_:)", "echo(_:next:at:)",
        ]
        #expect(functions.names == expected.map { "StrataMacrosTests.\($0)" }.sorted())
    }

    @Test("A record holds the source, the documentation and the place")
    func record() throws {
        let record = try functions.record("fit(settings:optimizer:steps:rate:)")
        #expect(record.label == "fit")
        #expect(record.kind == .computing)
        #expect(record.file == "StrataMacrosTests/Steps.swift")
        #expect(record.documentation == "Trains \"one\" \\ classifier.\n\nSays \"so\" as well.")
        let source = try String(contentsOf: FunctionTable.steps, encoding: .utf8)
        #expect(source.contains(record.source))
        #expect(record.source.hasPrefix("/// Trains"))
        #expect(record.source.hasSuffix("raw.count)\"\n}"))
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[record.line - 1].hasPrefix("func fit("))
    }

    @Test("A record holds the parameters and the result as written")
    func signature() throws {
        let record = try functions.record("fit(settings:optimizer:steps:rate:)")
        #expect(
            record.parameters == [
                .init(name: "settings", type: "Settings"),
                .init(name: "optimizer", type: "Optimizer", hasDefault: true),
                .init(name: "steps", type: "[Int]", hasDefault: true),
                .init(name: "rate", type: "Double?", hasDefault: true),
            ]
        )
        #expect(record.resultType == "String")
        #expect(try functions.record("hidden(_:for:)").parameters.map(\.name) == ["value", "factor"])
        #expect(try functions.record("default(for:)").parameters.map(\.name) == ["in"])
        #expect(try functions.record("nothing()").resultType == "Void")
    }

    @Test("A record holds the settings")
    func settings() throws {
        let record = try functions.record("fit(settings:optimizer:steps:rate:)")
        #expect(
            record.settings
                == FunctionSettings(
                    cache: true,
                    retry: Retry(attempts: 3),
                    timeout: .seconds(30),
                    tags: ["training"]
                )
        )
        let scaled = try functions.record("Outer.Inner.scaled(_:in:)")
        #expect(scaled.settings.baseImageTag == "cuda")
        #expect(scaled.settings.isStandalone)
        #expect(scaled.source.contains("\n    Inner(map: inner.map * place * factor)\n}"))
    }

    @Test("A graph function is one, and people read its name")
    func graph() throws {
        let record = try functions.record("everything(settings:)")
        #expect(record.kind == .graph)
        #expect(record.label == "All of \"it\"")
        #expect(record.resultType == "String")
        #expect(try functions.record("nothingAtAll()").resultType == "Void")
    }

    @Test("A block comment documents as well")
    func blockComment() throws {
        #expect(try functions.record("Outer.Inner.sum(_:)").documentation == "Adds.")
    }

    @Test("The code behind a record takes inputs as they come from the store")
    func code() async throws {
        let definition = try functions.definition("Outer.Inner.scaled(_:in:)")
        guard case .computing(let compute) = definition.code else {
            Issue.record("not a computing function")
            return
        }
        let output = try await compute(FunctionInputs(values: [Outer.Inner(map: 1), 2]))
        #expect((output as? Outer.Inner)?.map == 4)
        await #expect(throws: ArtifactError.self) { try await compute(FunctionInputs(values: [1, 2])) }
    }
}
