package import StrataModel

/// What a graph shows of a function.
package struct OutlineFunction: Sendable, Hashable, Codable {
    /// The stable name.
    package var name: String
    /// The name for people.
    package var label: String
    /// What kind of function it is.
    package var kind: FunctionRecord.Kind
    /// The names of its parameters, in order.
    package var parameters: [String]

    /// Takes from a record what is needed; the source stays behind.
    package init(_ record: FunctionRecord) {
        name = record.name
        label = record.label
        kind = record.kind
        parameters = record.parameters.map(\.name)
    }
}
