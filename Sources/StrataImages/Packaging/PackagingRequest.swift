public import StrataConfiguration
import StrataLayers
public import StrataModel
public import StrataOCI

/// What is to be packaged, and how.
public struct PackagingRequest: Sendable {
    /// The executable for this machine.
    public var executable: String
    /// The program's name.
    public var program: String
    /// Executables for other platforms.
    public var workers: [Platform: String] = [:]
    /// What the package's file says, all of its bases included.
    public var configuration: ImagesConfiguration
    /// The path of that file, for messages.
    public var configurationPath: String
    /// The bases to make images on.
    public var bases: [BasePlan]
    /// Files of the package to carry.
    public var data: [DataFile] = []
    /// How layers are made.
    public var layers = WorkerPackager.Options()
    /// The digests that bases are pinned to.
    public var lock = LockFile()
    /// The lock file's path, for messages.
    public var lockPath = LockFile.name
    /// Whether a base that the lock file does not hold is an error.
    public var isLocked = false
    /// Asks the registry anew for these bases, whatever the lock file holds.
    public var moving: Set<BaseImageTag> = []
    /// The state of the source, or `nil` where it is unknown.
    public var revision: SourceRevision?
    /// The folder whose state git is asked for, while layers are made, where ``revision`` is not known; `nil` for none.
    public var sourceFolder: String?

    /// Names the least that has to be known.
    public init(
        executable: String,
        program: String,
        configuration: ImagesConfiguration,
        configurationPath: String,
        bases: [BasePlan]
    ) {
        self.executable = executable
        self.program = program
        self.configuration = configuration
        self.configurationPath = configurationPath
        self.bases = bases
    }
}
