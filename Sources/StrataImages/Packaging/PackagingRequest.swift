public import StrataConfiguration
public import StrataLayers
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
    /// The bases.
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

    /// Names the least that has to be known.
    public init(executable: String, program: String, bases: [BasePlan]) {
        self.executable = executable
        self.program = program
        self.bases = bases
    }
}
