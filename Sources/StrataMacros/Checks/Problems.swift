import SwiftDiagnostics

/// What keeps a function from being expanded; may say nothing, when another expansion does.
struct Problems: Error {
    let diagnostics: [Diagnostic]
}
