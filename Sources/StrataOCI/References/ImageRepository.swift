public import StrataModel

/// A repository in a registry: where images are pushed, without saying which.
public struct ImageRepository: Sendable, Hashable, CustomStringConvertible {
    /// The registry.
    public var registry: RegistryHost
    /// The path within the registry.
    public var name: String

    /// Names a repository whose parts were checked.
    package init(registry: RegistryHost, name: String) {
        self.registry = registry
        self.name = name
    }

    /// Parses `registry.example.com/team/digits`.
    ///
    /// - Throws: ``ImageReferenceError`` where it is malformed, or has a tag or digest.
    public init(_ text: some StringProtocol) throws(ImageReferenceError) {
        let reference = try ImageReference(text)
        guard reference.tag == nil, reference.digest == nil else {
            throw ImageReferenceError(String(text), "a repository has no tag or digest")
        }
        self = reference.place
    }

    /// The image of this digest in it.
    public func image(_ digest: Digest) -> ImageReference {
        ImageReference(place: self, tag: nil, digest: digest)
    }

    /// The registry and the path.
    public var description: String { "\(registry)/\(name)" }
}

extension ImageReference {
    /// The repository that the image is in.
    public var place: ImageRepository {
        ImageRepository(registry: registry, name: repository)
    }

    init(place: ImageRepository, tag: String?, digest: Digest?) {
        registry = place.registry
        repository = place.name
        self.tag = tag
        self.digest = digest
    }
}
