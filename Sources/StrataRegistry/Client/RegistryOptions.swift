public import StrataOCI

/// How one registry is spoken to.
public struct RegistryOptions: Sendable, Hashable {
    /// Whether it is asked over plain http.
    ///
    /// Registries on this machine (``StrataOCI/RegistryHost/isLoopback``) always are, unless
    /// ``certificateAuthorityPath`` is given.
    public var isInsecure: Bool
    /// Registries that have the same content: asked in this order before the registry itself, for reads only.
    public var mirrors: [RegistryHost]
    /// How many requests are under way at once, from 1 on.
    public var concurrency: Int
    /// A file of certificates in PEM form that are trusted beside the system's.
    public var certificateAuthorityPath: String?

    /// Describes how a registry is spoken to.
    public init(
        isInsecure: Bool = false,
        mirrors: [RegistryHost] = [],
        concurrency: Int = 8,
        certificateAuthorityPath: String? = nil
    ) {
        self.isInsecure = isInsecure
        self.mirrors = mirrors
        self.concurrency = concurrency
        self.certificateAuthorityPath = certificateAuthorityPath
    }
}
