/// One base image, and how the code layer is laid on it.
public struct BaseConfiguration: Sendable, Hashable {
    /// The tag of the base image that serves functions without one.
    public static let defaultTag = "default"

    /// The key under `bases:`; what `@Func(baseImageTag:)` names.
    public var tag: String
    /// Where the file names it; `nil` when it names none and the built-in one serves.
    public var position: TextPosition?
    /// The image.
    public var image: BaseImage
    /// What becomes of the image's own entry point.
    public var entrypoint: EntrypointPolicy
    /// Environment variables that are set over the image's, in the order of the file: the common ones, then its own.
    ///
    /// No name occurs twice.
    public var env: [NamedText]
    /// The user that the worker runs as, for example `1000:1000`; `nil` keeps the image's.
    public var user: Located<String>?
    /// The absolute path of the working directory; `nil` keeps the image's.
    public var workdir: Located<String>?
    /// Labels that are set over the image's, in the order of the file.
    ///
    /// No name occurs twice.
    public var labels: [NamedText]
    /// The platforms to build for; empty means those of the base image that there is a worker for.
    public var platforms: [Located<String>]
    /// Files that this image carries besides those that all carry.
    public var data: [Located<DataPattern>]

    /// Describes a base image.
    public init(
        tag: String,
        position: TextPosition? = nil,
        image: BaseImage,
        entrypoint: EntrypointPolicy = .replace,
        env: [NamedText] = [],
        user: Located<String>? = nil,
        workdir: Located<String>? = nil,
        labels: [NamedText] = [],
        platforms: [Located<String>] = [],
        data: [Located<DataPattern>] = []
    ) {
        self.tag = tag
        self.position = position
        self.image = image
        self.entrypoint = entrypoint
        self.env = env
        self.user = user
        self.workdir = workdir
        self.labels = labels
        self.platforms = platforms
        self.data = data
    }

    /// The built-in base image under the tag `default`.
    public static let builtIn = BaseConfiguration(tag: defaultTag, image: .minimal)
}
