/// The way from a node's output to a part of it.
struct Projection: Sendable {
    /// The part for people, as Swift writes it: `.training`, `[3]`.
    let path: String
    /// Takes the part out.
    let apply: @Sendable (any Sendable) throws -> any Sendable
}
