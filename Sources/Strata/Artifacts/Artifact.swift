public import StrataModel

/// A value that functions take and return: serialised through `Codable`, stored under the SHA-256 of its bytes, and shown.
///
/// ```swift
/// struct TrainingConfig: Artifact {
///     var learningRate: Double
///     var epochs: Int
/// }
/// ```
///
/// Numbers, text, `Date`, `URL`, `Data`, `UUID`, and arrays, optionals, dictionaries and sets of artifacts are artifacts
/// already. Give the type a ``artifactView`` to say how the dashboard shows its values.
public protocol Artifact: Codable, Sendable, Operand where OperandValue == Self {
    /// How the value is shown to people, or `nil` to show its fields.
    ///
    /// Asked once, when the value is recorded.
    var artifactView: ArtifactView? { get }
}

extension Artifact {
    /// Shows the fields.
    public var artifactView: ArtifactView? { nil }

    /// A plain value holds no futures.
    public static var strataMayHoldFutures: Bool { false }

    /// A plain value is known now.
    public static func strataInput(_ operand: Self, _ futures: inout OperandFutures) -> NodeInput {
        NodeInput(source: .value(operand))
    }
}
