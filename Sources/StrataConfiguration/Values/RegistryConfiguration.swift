/// What differs for one registry.
public struct RegistryConfiguration: Sendable, Hashable {
    /// Whether it is spoken to over plain HTTP.
    public var insecure: Bool
    /// Registries that are asked first when images are read from it, as `host` or `host:port`.
    public var mirrors: [Located<String>]
    /// How many requests are under way to it at once, from 1 to 64; `nil` leaves it to the client.
    public var concurrency: Located<Int>?
    /// The file with the certificates (PEM) that its own is checked against, relative to the package's folder.
    public var certificateAuthority: Located<String>?

    /// Describes a registry; what is left out is as for one that the file does not name.
    public init(
        insecure: Bool = false,
        mirrors: [Located<String>] = [],
        concurrency: Located<Int>? = nil,
        certificateAuthority: Located<String>? = nil
    ) {
        self.insecure = insecure
        self.mirrors = mirrors
        self.concurrency = concurrency
        self.certificateAuthority = certificateAuthority
    }
}
