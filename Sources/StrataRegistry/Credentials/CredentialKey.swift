import StrataOCI

/// A key under which credentials stand: `https://index.docker.io/v1/`, `host:port`, `host/team` as podman has it.
struct CredentialKey: Sendable, Hashable {
    /// The host and port in lower case; `docker.io` for all names of Docker Hub.
    var host: String
    /// The components of the path below it that it is meant for, none for all.
    var path: [Substring]
    /// As it was written.
    private var text: String

    /// Docker Hub's key since its first version.
    private static let dockerHubServer = "https://index.docker.io/v1/"

    init(_ text: String) {
        self.text = text
        let lowered = text.lowercased()
        let hasScheme = lowered.hasPrefix("https://") || lowered.hasPrefix("http://")
        let rest =
            hasScheme
            ? text[text.index(text.startIndex, offsetBy: lowered.hasPrefix("https://") ? 8 : 7)...] : text[...]
        var parts = rest.split(separator: "/")
        let name = parts.isEmpty ? "" : parts.removeFirst().lowercased()
        let isHub = ["docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"].contains(name)
        host = isHub ? "docker.io" : name
        // A URL's path says which version of the interface, not which repositories.
        let isVersion = parts.count == 1 && ["v1", "v2"].contains(parts[0])
        path = isVersion || (hasScheme && parts.isEmpty) ? [] : parts
    }

    init(_ registry: RegistryHost) {
        self.init(registry.text)
    }

    /// What a helper is asked for.
    var server: String {
        host == "docker.io" && path.isEmpty ? Self.dockerHubServer : text
    }

    /// How much of the path it fixes: of several keys that cover a repository, the deepest counts.
    var depth: Int { path.count }

    /// Whether it is meant for the repository.
    func covers(_ repository: ImageRepository) -> Bool {
        isOf(repository.registry) && repository.name.split(separator: "/").starts(with: path)
    }

    /// Whether it is meant for the registry or a part of it.
    func isOf(_ registry: RegistryHost) -> Bool {
        host == (registry == .dockerHub ? "docker.io" : registry.text.lowercased())
    }
}
