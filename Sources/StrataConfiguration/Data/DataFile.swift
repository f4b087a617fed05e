/// A file that images carry.
public struct DataFile: Sendable, Hashable {
    /// What it is.
    public enum Kind: Sendable, Hashable {
        /// A regular file.
        case file
        /// A symbolic link with a relative target, which is carried too.
        case symbolicLink(target: String)
    }

    /// The path from the package's folder, with `/` between its parts and without `.` or `..`.
    public var path: String
    /// The path on this machine, in which the package's own folder is no symbolic link.
    public var absolutePath: String
    /// The content's size in bytes; zero for a symbolic link.
    public var size: Int64
    /// Whether anybody may execute it.
    public var isExecutable: Bool
    /// What it is.
    public var kind: Kind

    /// Describes a file.
    public init(path: String, absolutePath: String, size: Int64, isExecutable: Bool, kind: Kind) {
        self.path = path
        self.absolutePath = absolutePath
        self.size = size
        self.isExecutable = isExecutable
        self.kind = kind
    }
}
