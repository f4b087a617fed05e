import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros

@testable import StrataMacros

/// Source with its macros expanded as the compiler does, and what they reported.
struct MacroRun {
    /// The source, peers and bodies included.
    let expanded: String
    let diagnostics: [Diagnostic]
    private let context: BasicMacroExpansionContext

    init(_ source: String, file name: String = "Pipeline.swift") {
        let file = Parser.parse(source: source)
        let context = BasicMacroExpansionContext(
            sourceFiles: [file: .init(moduleName: "Digits", fullFilePath: "/src/\(name)")]
        )
        let specs = ["Func": MacroSpec(type: FuncMacro.self), "reference": MacroSpec(type: ReferenceMacro.self)]
        let expanded = file.expand(
            macroSpecs: specs,
            contextGenerator: { node in
                BasicMacroExpansionContext(sharingWith: context, lexicalContext: node.allMacroLexicalContexts())
            },
            indentationWidth: .spaces(4)
        )
        self.context = context
        self.expanded = expanded.description
        diagnostics = context.diagnostics
    }

    var messages: [String] { diagnostics.map(\.message) }

    /// The source text that each diagnostic marks.
    var marked: [String] { diagnostics.map { $0.node.trimmedDescription } }

    /// The source with the first fix-it of each diagnostic applied, or the named one's.
    func fixed(_ source: String, by message: String? = nil) -> String {
        var bytes = Array(source.utf8)
        let changes = diagnostics.compactMap { diagnostic in
            diagnostic.fixIts.first { message == nil || $0.message.message == message }
        }.flatMap(\.changes)
        // From the end of the file, so that places stay where they are.
        for case .replace(let old, let new) in changes.reversed() {
            let start = place(of: old)
            let end = start + old.trimmedDescription.utf8.count
            bytes.replaceSubrange(start..<end, with: Array(new.trimmedDescription.utf8))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where a node stands in the source: macros see trees of their own.
    private func place(of node: Syntax) -> Int {
        context.location(for: node.positionAfterSkippingLeadingTrivia, anchoredAt: node, fileName: "Pipeline.swift")
            .offset
    }
}
