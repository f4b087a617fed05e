/// One input of a run.
public struct RunInput: Sendable, Hashable, Codable {
    /// The parameter's name.
    public var name: String
    /// The value.
    ///
    /// Where it is just another run's output (``source``), `artifact.inline` is `nil` even for small values: the bytes
    /// stand with that run.
    public var artifact: ArtifactRecord
    /// The run whose whole output this is, or `nil` where the value was given, or made from parts of outputs.
    public var source: RunIndex?

    /// Describes an input.
    public init(name: String, artifact: ArtifactRecord, source: RunIndex? = nil) {
        self.name = name
        self.artifact = artifact
        self.source = source
    }
}
