/// A value, and where in `strata.yaml` it is written.
public struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The value.
    public var value: Value
    /// Where it is written; `nil` for what no file says.
    public var position: TextPosition?

    /// Puts a value to a place.
    public init(_ value: Value, at position: TextPosition? = nil) {
        self.value = value
        self.position = position
    }
}
