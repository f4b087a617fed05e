/// The names under which an image says what it is made of, as annotations of its manifest and labels of its configuration.
public enum ImageAnnotation {
    /// The version of Strata that assembled the image.
    public static let version = "dev.strata.version"
    /// The key of the base image.
    public static let baseImageTag = "dev.strata.base-image-tag"
    /// The program's name.
    public static let program = "dev.strata.program"
    /// The exact command that starts the worker: a JSON array of strings.
    public static let workerCommand = "dev.strata.worker-command"
    /// What becomes of the base's entry point: `replace`, `chain` or `keep`.
    public static let entrypoint = "dev.strata.entrypoint"
    /// The functions that run on this image, with their settings: a JSON array.
    public static let functions = "dev.strata.functions"
    /// Whether the source differed from its revision: `true` or `false`.
    public static let isDirty = "dev.strata.source-dirty"
    /// The kind of a layer, in its descriptor: `runtime`, `dependencies`, `resources` or `application`.
    public static let layer = "dev.strata.layer"

    /// The source's revision (https://github.com/opencontainers/image-spec/blob/v1.1.0/annotations.md).
    public static let revision = "org.opencontainers.image.revision"
    /// The reference of the base, of the same specification.
    public static let baseName = "org.opencontainers.image.base.name"
    /// The digest of the base, of the same specification.
    public static let baseDigest = "org.opencontainers.image.base.digest"
}
