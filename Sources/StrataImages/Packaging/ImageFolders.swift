import FoundationEssentials

/// The folders below which everything is kept that can be made again.
public struct ImageFolders: Sendable, Hashable {
    /// The folder of all of them.
    public let root: String

    /// Takes the folder of all of them.
    public init(root: String) {
        self.root = root
    }

    /// Finished layers, and what is known of files.
    public var layers: String { root + "/layers" }
    /// Manifests and configurations.
    public var documents: String { root + "/documents" }
    /// What programs answered about their functions.
    public var functions: String { root + "/functions" }
    /// What resource bundles code asks for.
    public var mentions: String { root + "/mentions" }
    /// What layers of bases hold.
    public var listings: String { root + "/listings" }
    /// What was seen in repositories.
    public var pushes: String { root + "/pushes" }

    /// Removes everything that was found out and kept, but the layers, which have a cache of their own.
    ///
    /// - Throws: ``CacheError`` where a folder cannot be removed.
    public func forget() throws(CacheError) {
        let files = FileManager.default
        for path in [documents, functions, mentions, listings, pushes] where files.fileExists(atPath: path) {
            do {
                try files.removeItem(atPath: path)
            } catch {
                throw CacheError(path: path, problem: "\(error)")
            }
        }
    }
}
