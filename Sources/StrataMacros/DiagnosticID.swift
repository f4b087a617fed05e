import SwiftDiagnostics

/// Names each kind of diagnostic.
enum DiagnosticID: String {
    case notFunction, appliedTwice, missingBody, operatorFunction, localFunction, localType, mainFile
    case instanceMethod, classMethod, protocolMember, genericContext
    case genericFunction, missingEffects, futureCollection, asyncGraph, throwingGraph, typedThrows, rethrowing
    case unnamedParameter, duplicateParameter, specifier, variadic, implicitlyUnwrapped, futureParameter, notArtifact
    case standaloneGraph, inlineWithTag, emptyName, noAttempts, noTime
    case notReference

    var messageID: MessageID { MessageID(domain: "StrataMacros", id: rawValue) }
}
