/// What `strata.yaml` says about a package's images.
///
/// Reading has already resolved what the file leaves out: there is always a base image called `default`, and each base
/// image carries its own and the file's common settings.
public struct ImagesConfiguration: Sendable, Hashable {
    /// What the file is called that stands beside `Package.swift`.
    public static let fileName = "strata.yaml"

    /// The version of the format; always 1.
    public var version: Int
    /// The registry that images are pushed to, `host` or `host:port`, with variables filled in.
    public var registry: Located<String>?
    /// The repository's name in the registry, for example `team/digits`, with variables filled in.
    public var repository: Located<String>?
    /// A further tag that is pushed, with variables filled in.
    public var tag: Located<String>?
    /// The base images: first the default, then the others in the order of the file.
    ///
    /// Never empty.
    public var bases: [BaseConfiguration]
    /// The files that every image carries.
    public var data: [Located<DataPattern>]
    /// The platforms of images whose base names none itself, for example `linux/amd64`.
    ///
    /// Empty means: those of the base image that there is a worker for.
    public var platforms: [Located<String>]
    /// How the worker is built and packed.
    public var worker: WorkerConfiguration
    /// What differs for single registries, by `host` or `host:port`.
    public var registries: [String: RegistryConfiguration]

    /// Describes images; what is left out is as for a package without the file.
    public init(
        version: Int = 1,
        registry: Located<String>? = nil,
        repository: Located<String>? = nil,
        tag: Located<String>? = nil,
        bases: [BaseConfiguration] = [.builtIn],
        data: [Located<DataPattern>] = [],
        platforms: [Located<String>] = [],
        worker: WorkerConfiguration = WorkerConfiguration(),
        registries: [String: RegistryConfiguration] = [:]
    ) {
        self.version = version
        self.registry = registry
        self.repository = repository
        self.tag = tag
        self.bases = bases
        self.data = data
        self.platforms = platforms
        self.worker = worker
        self.registries = registries
    }

    /// The base image with a tag, or `nil` when there is none.
    ///
    /// The time it takes grows with the number of base images.
    public func base(tagged tag: String) -> BaseConfiguration? {
        bases.first { $0.tag == tag }
    }
}
