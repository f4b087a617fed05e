import SwiftDiagnostics
import SwiftSyntax

/// The words of a diagnostic or a fix-it.
struct MacroMessage: DiagnosticMessage, FixItMessage {
    let message: String
    let diagnosticID: MessageID

    var severity: DiagnosticSeverity { .error }
    var fixItID: MessageID { diagnosticID }
}

extension Diagnostic {
    /// An error at a node.
    init(_ node: some SyntaxProtocol, _ id: DiagnosticID, _ message: String, fixIts: [FixIt] = []) {
        self.init(node: node, message: MacroMessage(message: message, diagnosticID: id.messageID), fixIts: fixIts)
    }
}
