import StrataOCI

/// What a layer holds, without the bytes of its files: enough to answer who can write where and what can be executed.
struct LayerListing: Sendable, Hashable {
    /// One entry.
    struct Entry: Sendable, Hashable {
        enum Kind: String, Sendable {
            case file, directory, link, other
        }

        var kind: Kind
        /// The permissions.
        var mode: UInt16
        var user: Int64
        var group: Int64
        /// Where a symbolic link leads.
        var target: String?
        /// How an executable file is executed.
        var format: ExecutableKind?
    }

    /// The entries by path, without the slash at its beginning; of a path that stands twice the last counts.
    var entries: [String: Entry] = [:]
    /// Paths of lower layers that this one removes.
    var removed: Set<String> = []
    /// Folders whose content in lower layers this one removes.
    var opaque: Set<String> = []
    /// The texts of the system's lists of users.
    var texts: [String: [UInt8]] = [:]

    /// The files whose text is kept.
    static let texts: Set<String> = ["etc/passwd", "etc/group"]
}
