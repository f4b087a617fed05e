public import StrataConfiguration
public import StrataModel

/// What is set in an image besides its layers.
public struct AssemblySettings: Sendable {
    /// The key of the base.
    public var tag: BaseImageTag
    /// What becomes of the base's entry point.
    public var entrypoint: EntrypointPolicy
    /// Environment variables in order; they win over the base's.
    public var environment: [(name: String, value: String)]
    /// The user, or `nil` for the base's.
    public var user: String?
    /// The working folder, or `nil` for the base's.
    public var workingDirectory: String?
    /// Labels, which are annotations as well.
    public var labels: [String: String]
    /// When the image says that it was made, in seconds since 1970; the same inputs need the same time.
    public var timestamp: Int64

    /// Collects settings.
    public init(
        tag: BaseImageTag,
        entrypoint: EntrypointPolicy = .replace,
        environment: [(name: String, value: String)] = [],
        user: String? = nil,
        workingDirectory: String? = nil,
        labels: [String: String] = [:],
        timestamp: Int64 = 0
    ) {
        self.tag = tag
        self.entrypoint = entrypoint
        self.environment = environment
        self.user = user
        self.workingDirectory = workingDirectory
        self.labels = labels
        self.timestamp = timestamp
    }
}
