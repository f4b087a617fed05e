/// A directory, file or link to be written into a layer.
///
/// Values describe; nothing is read or checked before a layer is written (``TarWriter``, ``LayerBuilder``).
public struct LayerEntry: Sendable, Hashable {
    /// What an entry is.
    public enum Kind: Sendable, Hashable {
        /// A directory.
        case directory
        /// A regular file.
        case file(LayerFileContent)
        /// A symbolic link, whose target may be anything but empty.
        case symbolicLink(target: String)
        /// A second name for a file of the same layer whose path sorts before this one.
        case hardLink(target: String)
    }

    /// The name below the root of the image: relative, parted by `/`, with no empty, `.` or `..` part.
    public var path: String
    /// What the entry is.
    public var kind: Kind
    /// The permissions: the lower twelve bits of a file's mode.
    public var mode: UInt16
    /// The number of the owner.
    public var uid: Int
    /// The number of the owning group.
    public var gid: Int

    /// Describes an entry.
    public init(path: String, kind: Kind, mode: UInt16, uid: Int = 0, gid: Int = 0) {
        self.path = path
        self.kind = kind
        self.mode = mode
        self.uid = uid
        self.gid = gid
    }
}

/// Where the bytes of a file in a layer come from.
public enum LayerFileContent: Sendable, Hashable {
    /// These bytes.
    case bytes([UInt8])
    /// A file of this machine, which must have `size` bytes; read piece by piece when the layer is written.
    case file(path: String, size: Int64)
    /// An executable or shared library of this machine, without what its loader does not need.
    ///
    /// See ``ELFStripper``; a file that cannot be stripped is taken as it is.
    case strippedFile(path: String)
}
