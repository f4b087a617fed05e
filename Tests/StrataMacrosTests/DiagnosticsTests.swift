import Foundation
import Testing

/// What the macros say about misuse: each source with the words it leads to, and what the fix-its make of it.
@Suite("Misuse is explained")
struct DiagnosticsTests {
    @Test("The message says the remedy", arguments: Misuse.all)
    func messages(_ misuse: Misuse) {
        let run = MacroRun(misuse.source)
        #expect(run.messages == misuse.messages)
        #expect(run.marked == misuse.marked)
    }

    @Test("A fix-it writes what the message asks for", arguments: Misuse.all.filter { $0.fixed != nil })
    func fixIts(_ misuse: Misuse) {
        #expect(MacroRun(misuse.source).fixed(misuse.source) == misuse.fixed)
    }

    @Test("What a fix-it has written is right", arguments: Misuse.all.filter { $0.fixed != nil && !$0.fixIsPartial })
    func fixed(_ misuse: Misuse) throws {
        let fixed = try #require(misuse.fixed)
        #expect(MacroRun(fixed).messages.isEmpty)
    }

    @Test("An asynchronous graph can also become a function that computes")
    func secondFixIt() {
        let source = "@Func func f(x: Int) async -> Future<Int> { g(x) }"
        let fixed = MacroRun(source).fixed(source, by: "return 'Int'")
        #expect(fixed == "@Func func f(x: Int) async -> Int { g(x) }")
    }

    @Test("A diagnosed function gets no peers", arguments: Misuse.all)
    func harmless(_ misuse: Misuse) {
        let expanded = MacroRun(misuse.source).expanded
        let isSecond = misuse.messages.contains { $0.contains("only be applied once") }
        #expect(expanded.contains("__strata") == isSecond)
    }

    @Test("In main.swift only functions in types can be found")
    func mainFile() {
        let run = MacroRun("@Func func f() async throws {}", file: "main.swift")
        #expect(
            run.messages == [
                "'@Func' cannot be applied at the top level of 'main.swift'; move 'f' to another file, or into a type"
            ]
        )
        #expect(MacroRun("enum E { @Func static func f() async throws {} }", file: "main.swift").messages.isEmpty)
    }

    @Test("The body of a function that lacks words is not reported as well")
    func noNoise() {
        let expanded = MacroRun("@Func func f() -> Int { try await g() }").expanded
        #expect(expanded.contains("while true {}"))
        #expect(!expanded.contains("g()"))
    }
}
