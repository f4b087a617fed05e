/// One file or symbolic link in a folder that is an artifact.
public struct DirectoryEntry: Sendable, Hashable, Codable {
    /// Where it stands below the folder, with `/` between the parts.
    public let path: String
    /// The SHA-256 of a file's content, or `nil` for a link.
    public let digest: Digest?
    /// A file's size in bytes; 0 for a link.
    public let size: Int64
    /// Whether a file may be executed.
    public let isExecutable: Bool
    /// What a link points to, or `nil` for a file.
    public let link: String?

    /// Describes a file.
    public init(path: String, digest: Digest, size: Int64, isExecutable: Bool) {
        self.path = path
        self.digest = digest
        self.size = size
        self.isExecutable = isExecutable
        link = nil
    }

    /// Describes a symbolic link.
    public init(path: String, link: String) {
        self.path = path
        digest = nil
        size = 0
        isExecutable = false
        self.link = link
    }

    /// Whether the entry, and what it links to, stay inside the folder it is written to.
    ///
    /// Judged by the text alone. Whoever writes a folder must also write files before links, so that none goes through one.
    public var isContained: Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !path.utf8.contains(0), parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return false }
        guard let link else { return digest != nil }
        return Self.staysInside(link, depth: parts.count - 1)
    }

    /// Whether a link's target, followed from a folder `depth` levels down, never leaves the top.
    private static func staysInside(_ link: String, depth: Int) -> Bool {
        guard !link.isEmpty, !link.hasPrefix("/"), !link.utf8.contains(0) else { return false }
        let parts = link.split(separator: "/").drop { $0 == "." }
        let ups = parts.prefix { $0 == ".." }
        // Where a part is itself a link, ".." after it is not where the text says: `a/..` leads out if `a` is `.`.
        return ups.count <= depth && !parts.dropFirst(ups.count).contains("..")
    }

    /// The first of `entries` that would be written outside of the folder, or through one of its links; `nil` if none.
    public static func firstEscape(among entries: [DirectoryEntry]) -> DirectoryEntry? {
        let links = Set(entries.lazy.filter { $0.link != nil }.map(\.path))
        return entries.first { entry in
            guard entry.isContained else { return true }
            return entry.path.indices.contains { entry.path[$0] == "/" && links.contains(String(entry.path[..<$0])) }
        }
    }
}
