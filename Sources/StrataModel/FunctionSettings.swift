/// What the arguments of `@Func` say.
public struct FunctionSettings: Sendable, Hashable, Codable {
    /// Whether each run executes in a container of its own; `nil` where the source does not say.
    public var standalone: Bool?
    /// The base image each run executes on; implies standalone.
    public var baseImageTag: BaseImageTag?
    /// Whether an earlier output for the same inputs may be used again.
    public var cache: Bool
    /// How often a failed run is tried again.
    public var retry: Retry?
    /// How long one attempt may execute.
    public var timeout: Duration?
    /// What a standalone run needs of its machine.
    public var resources: ResourceRequirements?
    /// Words to find runs by.
    public var tags: [String]

    /// Collects settings.
    public init(
        standalone: Bool? = nil,
        baseImageTag: BaseImageTag? = nil,
        cache: Bool = false,
        retry: Retry? = nil,
        timeout: Duration? = nil,
        resources: ResourceRequirements? = nil,
        tags: [String] = []
    ) {
        self.standalone = standalone
        self.baseImageTag = baseImageTag
        self.cache = cache
        self.retry = retry
        self.timeout = timeout
        self.resources = resources
        self.tags = tags
    }

    /// Whether a run executes in a container of its own where the runner has containers.
    public var isStandalone: Bool {
        standalone ?? (baseImageTag != nil)
    }
}
