public import StrataConfiguration
public import StrataModel
public import StrataOCI

/// What `strata.yaml` says of one base, its texts turned into what they mean.
public struct BasePlan: Sendable {
    /// What the base is.
    public enum Source: Sendable, Hashable {
        /// An image in a registry.
        case reference(ImageReference)
        /// The built-in minimal base.
        case minimal
    }

    /// The key.
    public var tag: BaseImageTag
    /// What it is.
    public var source: Source
    /// What becomes of its entry point.
    public var entrypoint: EntrypointPolicy
    /// Environment variables in order.
    public var environment: [(name: String, value: String)]
    /// The user, or `nil` for the base's.
    public var user: String?
    /// The working folder, or `nil` for the base's.
    public var workingDirectory: String?
    /// Labels to add.
    public var labels: [String: String]
    /// The platforms wanted; empty for those that there are workers for.
    public var platforms: [Platform]
    /// Files of the package that only this base's image carries.
    public var data: [DataFile]

    /// The name by which people know the base.
    public var name: String {
        switch source {
        case .reference(let reference): reference.description
        case .minimal: MinimalBase.name
        }
    }
}
