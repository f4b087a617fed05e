import SwiftDiagnostics
import SwiftSyntax

/// The words of a diagnostic or a fix-it.
struct MacroMessage: DiagnosticMessage, FixItMessage {
    let message: String
    let id: String

    var severity: DiagnosticSeverity { .error }
    var diagnosticID: MessageID { MessageID(domain: "StrataMacros", id: id) }
    var fixItID: MessageID { diagnosticID }
}

extension Diagnostic {
    /// An error at a node.
    init(_ node: some SyntaxProtocol, _ id: DiagnosticID, _ message: String, fixIts: [FixIt] = []) {
        self.init(node: node, message: MacroMessage(message: message, id: id.rawValue), fixIts: fixIts)
    }
}
