public import StrataModel

/// A folder of finished layers, each kept under a digest of what it was made of.
///
/// `blobs/sha256/<digest>` holds the layers, `keys/<key>.json` says which layer belongs to which input. Any number of
/// processes may use one folder: files appear under their names only when they are whole, and a layer that somebody uses
/// is not removed. Nothing in the folder is needed: everything can be made again.
public struct LayerCache: Sendable {
    /// One layer of the cache.
    public struct Content: Sendable, Hashable {
        /// The layer.
        public let layer: Layer
        /// When it was used last, in seconds since 1970.
        public let lastUsed: Int64
    }

    /// What a removal did.
    public struct Removal: Sendable, Hashable {
        /// The layers that were removed.
        public internal(set) var layers: [Digest] = []
        /// The sizes of all removed layers, in bytes.
        public internal(set) var bytes: Int64 = 0
        /// The layers that would have been removed, were they not in use.
        public internal(set) var inUse: [Digest] = []
    }

    /// The folder.
    public let folder: String
    /// How many bytes of layers are kept; beyond that the ones that were not used for longest go, down to nine tenths.
    public let limit: Int64

    /// Names a cache; nothing is read or written yet.
    ///
    /// - Parameters:
    ///   - folder: The folder; created when the first layer is put there.
    ///   - limit: How many bytes of layers to keep. A single larger layer is kept until the next one comes.
    public init(folder: String, limit: Int64 = 10 << 30) {
        self.folder = folder
        self.limit = limit
    }

    /// Where ``FileDigests`` of this cache are kept.
    public var fileDigestsPath: String {
        folder + "/file-digests"
    }

    /// The layer for some input: the one that is there, or else the one that `build` makes.
    ///
    /// What is found costs half a dozen system calls: its size is looked at, its bytes are not read (see ``verify()``).
    /// Two processes that need the same layer at the same time both build it, and one copy is kept.
    ///
    /// - Parameters:
    ///   - key: Says what the layer is made of.
    ///   - build: Writes the layer to the path it is given, as ``LayerBuilder`` does, and describes it.
    /// - Returns: The layer, which is not removed while the value is there.
    /// - Throws: ``LayerError`` where the folder cannot be written; what `build` throws, after which nothing is left behind.
    public func layer(for key: LayerKey, build: (String) throws -> Layer) throws -> CachedLayer {
        if let found = try find(key) { return found }
        try createFolders()
        let temporary = temporaryPath()
        // Gone already if all goes well.
        defer { try? Folder.remove(temporary) }
        let layer = try build(temporary)
        let built = try keep(temporary, as: layer, for: key)
        // Rather a tenth more at once than a look at everything for every layer.
        if try CacheListing.totalSize(self) > limit { try prune(toLimit: limit - limit / 10) }
        return built
    }

    /// The layer for some input, if it is there.
    ///
    /// - Parameter key: Says what the layer is made of.
    /// - Returns: The layer; `nil` where there is none, or where it was damaged, and removed.
    /// - Throws: ``LayerError`` where the folder is there but cannot be read.
    public func find(_ key: LayerKey) throws -> CachedLayer? {
        guard let record = try read(keyPath(key), key) else { return nil }
        let path = blobPath(record.layer.digest)
        guard let lease = try lease(path, record.layer) else {
            try Folder.remove(keyPath(key))
            return nil
        }
        // On a read-only disk all layers are equally old.
        Folder.touch(keyPath(key))
        return CachedLayer(layer: record.layer, path: path, isNew: false, lease: lease)
    }
}
