/// The keys that a mapping of the file can have.
enum SectionKind: CaseIterable {
    case file, base, worker, registry

    /// The keys in the order in which they are told.
    var keys: [String] {
        switch self {
        case .file:
            [
                "version", "registry", "repository", "tag", "base", "bases", "data", "platforms", "env", "user",
                "workdir", "labels", "worker", "registries",
            ]
        case .base: ["image", "entrypoint", "env", "user", "workdir", "labels", "platforms", "data"]
        case .worker: ["mode", "configuration", "strip", "compression"]
        case .registry: ["insecure", "mirrors", "concurrency", "certificateAuthority"]
        }
    }

    /// How such a mapping looks.
    var example: String {
        switch self {
        case .file: "'base: debian:bookworm-slim'"
        case .base: "'image: debian:bookworm-slim' below it"
        case .worker: "'mode: layered' below it"
        case .registry: "'insecure: true' below it"
        }
    }

    /// Where keys of this kind belong.
    private var place: String {
        switch self {
        case .file: "at the top of the file"
        case .base: "below 'base', or a key of 'bases'"
        case .worker: "below 'worker'"
        case .registry: "below a registry's name in 'registries'"
        }
    }

    /// What to do about a key that there is not.
    func remedy(forUnknown key: String) -> String {
        if key == "<<" { return "write common settings at the top of the file: they are for all base images" }
        if let nearest = Suggestion.nearest(to: key, among: keys) { return "did you mean '\(nearest)'?" }
        if let other = Self.allCases.first(where: { $0 != self && $0.keys.contains(key) }) {
            return "write it \(other.place)"
        }
        return "the keys here are \(Shown.list(keys))"
    }
}
