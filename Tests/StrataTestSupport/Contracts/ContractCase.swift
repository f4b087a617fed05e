public import Testing

/// One thing that every implementation of a port must do, as an argument for a parameterised test.
public struct ContractCase<Subject: Sendable>: Sendable, CustomTestStringConvertible {
    /// What must hold, as a sentence.
    public let testDescription: String
    /// Checks it on a subject that holds nothing yet.
    public let check: @Sendable (Subject) async throws -> Void

    init(_ sentence: String, _ check: @escaping @Sendable (Subject) async throws -> Void) {
        testDescription = sentence
        self.check = check
    }
}
