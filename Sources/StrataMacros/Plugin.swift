import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The compiler plugin that expands Strata's macros.
@main
struct StrataPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [FuncMacro.self, ReferenceMacro.self]
}
