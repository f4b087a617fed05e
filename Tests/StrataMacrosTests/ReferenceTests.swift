import Testing

@testable import Strata

@Suite("#reference gives a function's definition, typed")
struct ReferenceTests {
    @Test("By name and labels, in a synchronous function")
    func synchronous() {
        #expect(name(#reference(fit(settings:optimizer:steps:rate:))) == "fit(settings:optimizer:steps:rate:)")
        #expect(name(#reference(fit)) == "fit(settings:optimizer:steps:rate:)")
        #expect(name(#reference(nothing)) == "nothing()")
        #expect(name(#reference(everything(settings:))) == "everything(settings:)")
        #expect(name(#reference(size(ofAll:))) == "size(ofAll:)")
        #expect(name(#reference(Outer.Inner.scaled(_:in:))) == "Outer.Inner.scaled(_:in:)")
        #expect(name(#reference(`default`(for:))) == "default(for:)")
    }

    @Test("By name and labels, in an asynchronous function")
    func asynchronous() async throws {
        try await nothing()
        #expect(name(#reference(fit(settings:optimizer:steps:rate:))) == "fit(settings:optimizer:steps:rate:)")
        #expect(name(#reference(everything)) == "everything(settings:)")
        #expect(name(#reference(Outer.Inner.sum)) == "Outer.Inner.sum(_:)")
    }

    @Test("Among functions that differ in types alone, what is asked for chooses")
    func overloads() {
        #expect(parameter(#reference(size(of:) as (Int) async throws -> String)) == "number")
        #expect(parameter(#reference(size(of:) as (String) async throws -> String)) == "text")
        let asked: (Int.Type) -> FunctionReference<String> = #reference(size(of:))
        #expect(parameter(asked) == "number")
    }

    @Test("A replacement has the function's own parameters and result")
    func replacement() async throws {
        let replaced = try await replace(#reference(fit(settings:optimizer:steps:rate:))) { settings, _, steps, rate in
            "\(settings.rate) \(steps.count) \(rate ?? 0)"
        }
        #expect(replaced == "fit(settings:optimizer:steps:rate:)")
        let graph = try await replace(#reference(everything(settings:))) { "\($0.rate)" }
        #expect(graph == "everything(settings:)")
        #expect(try await replace(#reference(nothing)) {} == "nothing()")
        #expect(try await replace(#reference(size(of:))) { (text: String) in text } == "size(of:)")
    }

    private func name<each Input, Output: Sendable>(
        _ function: (repeat (each Input).Type) -> FunctionReference<Output>
    ) -> String {
        let name = function(repeat (each Input).self).definition.record.name
        return String(name.dropFirst("StrataMacrosTests.".count))
    }

    private func parameter<Input, Output: Sendable>(_ function: (Input.Type) -> FunctionReference<Output>) -> String {
        function(Input.self).definition.record.parameters.map(\.name).joined(separator: " ")
    }

    private func replace<each Input: Artifact, Output: Sendable>(
        _ function: (repeat (each Input).Type) -> FunctionReference<Output>,
        with replacement: @Sendable (repeat each Input) async throws -> Output
    ) async throws -> String {
        name(function)
    }
}
