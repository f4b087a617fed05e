import SwiftCompilerPlugin
import SwiftDiagnostics
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

@main
struct StrataPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = []
}
