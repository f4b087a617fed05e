/// A finished layer in the cache.
public struct CachedLayer: Sendable {
    /// The layer.
    public let layer: Layer
    /// The file with its compressed bytes; it stays where it is as long as this value, or a copy of it, is there.
    public let path: String
    /// Whether it was made just now, not found.
    public let isNew: Bool
    private let lease: FileLock

    init(layer: Layer, path: String, isNew: Bool, lease: FileLock) {
        self.layer = layer
        self.path = path
        self.isNew = isNew
        self.lease = lease
    }
}
