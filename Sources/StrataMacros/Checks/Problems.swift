import SwiftDiagnostics

/// What keeps a function from being expanded.
struct Problems: Error {
    let diagnostics: [Diagnostic]

    /// Whether the function's body would be reported as well, only because of what is reported here: it says `try` and
    /// `await`, and the function lacks the words for them.
    var reachesBody: Bool {
        diagnostics.contains { $0.diagnosticID == DiagnosticID.missingEffects.messageID }
    }
}
