/// How long silence is borne.
///
/// There is no limit on how long a transfer as a whole takes.
public struct RegistryTimeouts: Sendable, Hashable {
    /// Until a connection, TLS included, has come about.
    public var connect: Duration
    /// Until the next byte in a transfer, or the first of an answer.
    ///
    /// Registries need a while to store a large blob before they answer.
    public var inactivity: Duration

    /// Describes limits.
    public init(connect: Duration = .seconds(10), inactivity: Duration = .seconds(60)) {
        self.connect = connect
        self.inactivity = inactivity
    }
}
