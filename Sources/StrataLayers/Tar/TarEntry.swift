/// What an archive says of one entry.
///
/// Nothing of it is trusted: see ``flags``.
public struct TarEntry: Sendable, Hashable {
    /// What an entry is.
    public enum Kind: Sendable, Hashable {
        /// A regular file, whose bytes follow.
        case file
        /// A directory.
        case directory
        /// A symbolic link.
        case symbolicLink(target: String)
        /// A second name for an earlier entry.
        case hardLink(target: String)
        /// A character device.
        case characterDevice
        /// A block device.
        case blockDevice
        /// A named pipe.
        case fifo
        /// A kind that POSIX does not define, by the letter in the archive; its bytes follow.
        case other(UInt8)
    }

    /// What makes an entry a special one.
    public struct Flags: OptionSet, Sendable, Hashable {
        /// The bits.
        public let rawValue: UInt8

        /// Takes the bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// The path begins with a slash.
        public static let absolutePath = Flags(rawValue: 1)
        /// The path has a part `..`.
        public static let parentReference = Flags(rawValue: 2)
        /// The entry is a device.
        public static let device = Flags(rawValue: 4)
        /// The path, or the target of the link, is no UTF-8; what is wrong in it was replaced by U+FFFD.
        public static let notUTF8 = Flags(rawValue: 8)
        /// The path is empty, or contains a NUL character.
        public static let impossiblePath = Flags(rawValue: 16)
        /// The bytes that follow are not the file's, but those of its parts that are not empty (GNU sparse files).
        public static let sparse = Flags(rawValue: 32)
    }

    /// The name as the archive has it.
    public var path: String
    /// What the entry is.
    public var kind: Kind
    /// The number of bytes that follow.
    public var size: Int64
    /// The permissions: the lower twelve bits of a file's mode.
    public var mode: UInt16
    /// The number of the owner.
    public var uid: Int64
    /// The number of the owning group.
    public var gid: Int64
    /// When the content was changed, in seconds since 1970.
    public var modificationTime: Int64
    /// What makes the entry a special one.
    public var flags: Flags
}

extension TarEntry {
    /// The place below the root of the image to which the entry goes, as container runtimes see it.
    ///
    /// - Returns: The path without leading slashes, empty parts, `.` parts and trailing slashes; empty for the root itself.
    /// - Throws: ``LayerError`` with code `malformed` for a path with a part `..`, or one that no file system takes.
    package func safePath() throws(LayerError) -> String {
        guard !flags.contains(.impossiblePath) else {
            throw LayerError(.malformed, "The archive has an entry with an impossible name: '\(printablePath)'.")
        }
        guard !flags.contains(.parentReference) else {
            throw LayerError(.malformed, "The archive has an entry that leads out of it: '\(printablePath)'.")
        }
        return path.utf8.split(separator: UInt8(ascii: "/"))
            .filter { !$0.elementsEqual(".".utf8) }
            .map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: "/")
    }

    private var printablePath: String {
        EntryPath.printable(path)
    }

    /// What is special about a name.
    static func flags(ofPath path: [UInt8]) -> Flags {
        var flags: Flags = []
        if path.first == UInt8(ascii: "/") { flags.insert(.absolutePath) }
        if path.split(separator: UInt8(ascii: "/")).contains(where: { $0.elementsEqual("..".utf8) }) {
            flags.insert(.parentReference)
        }
        if path.isEmpty || path.contains(0) { flags.insert(.impossiblePath) }
        return flags
    }
}
