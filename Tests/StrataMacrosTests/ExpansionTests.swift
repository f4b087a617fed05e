import Testing

@Suite("@Func expands to what the runtime calls")
struct ExpansionTests {
    @Test("Each shape as it is written down", arguments: ExpansionSnapshot.all)
    func snapshots(_ snapshot: ExpansionSnapshot) throws {
        let run = MacroRun(snapshot.source)
        #expect(run.messages.isEmpty)
        #expect(try run.expanded == snapshot.recorded(run.expanded))
    }

    @Test(
        "Overloads that would be the same are written once",
        arguments: [
            ("x: Int", ["x: some Strata.Operand<Int>", "x: Int"]),
            ("", [""]),
            ("x: Int = 3", ["x: some Strata.Operand<Int> = (3 as Int)", "x: Int = 3"]),
            ("x: Int, y: Int = #line", ["x: some Strata.Operand<Int>, y: Int = #line", "x: Int, y: Int = #line"]),
            (
                "x: Int, y: Int? = nil",
                [
                    "x: some Strata.Operand<Int>, y: some Strata.Operand<Int?> = (nil as Int?)",
                    "x: some Strata.Operand<Int>, y: Int? = nil",
                    "x: Int, y: Int? = nil",
                ]
            ),
        ]
    )
    func overloads(_ parameters: String, _ expected: [String]) {
        #expect(overloads(of: "@Func func f(\(parameters)) async throws -> Int { 3 }") == expected)
        let ofGraph = overloads(of: "@Func func f(\(parameters)) -> Future<Int> { g() }")
        #expect(ofGraph == expected.filter { $0.contains("some") })
    }

    private func overloads(of source: String) -> [String] {
        MacroRun(source).expanded.split(separator: "\n").compactMap { line in
            let prefix = "nonisolated func f("
            guard line.hasPrefix(prefix) else { return nil }
            return line.dropFirst(prefix.count).components(upTo: ") -> Strata.Future<Int> {")
        }
    }

    @Test("#reference names the function that gives the definition")
    func references() {
        #expect(MacroRun("let r = #reference(train)").expanded == "let r = __strataFunction_train")
        #expect(
            MacroRun("let r = #reference(Outer.train(_:for:))").expanded
                == "let r = {\n    Outer.__strataFunction_train($0, for: $1)\n}"
        )
    }
}

extension Substring {
    fileprivate func components(upTo end: String) -> String? {
        guard hasSuffix(end) else { return nil }
        return String(dropLast(end.count))
    }
}
