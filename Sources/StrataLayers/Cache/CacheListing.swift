import StrataModel

/// What is in the folder of a cache.
struct CacheListing {
    /// One layer's file.
    struct Blob {
        let digest: Digest
        let size: Int64
        /// The layer; `nil` for a file that no key leads to.
        var layer: Layer?
        /// In nanoseconds since 1970.
        var lastUsed: Int64 = 0
        /// The files of the keys that lead to it.
        var keys: [String] = []
    }

    /// Temporary files older than this belong to nobody, in nanoseconds.
    private static let temporaryAge: Int64 = 24 * 3600 * 1_000_000_000

    /// The layers, the one that was used last first.
    let blobs: [Blob]
    /// Files that lead nowhere, or that a killed process left.
    let strayFiles: [String]

    /// Whether there is a cache.
    static func exists(_ cache: LayerCache) throws(LayerError) -> Bool {
        try status(cache.blobFolder)?.isFolder ?? false
    }

    /// The size of all layers together, in bytes.
    static func totalSize(_ cache: LayerCache) throws(LayerError) -> Int64 {
        var total: Int64 = 0
        for name in try Folder.names(in: cache.blobFolder) {
            total += try status("\(cache.blobFolder)/\(name)")?.size ?? 0
        }
        return total
    }

    init(of cache: LayerCache) throws {
        guard try Self.exists(cache) else {
            blobs = []
            strayFiles = []
            return
        }
        var found: [Digest: Blob] = [:]
        var stray: [String] = []
        for name in try Folder.names(in: cache.blobFolder) {
            let path = "\(cache.blobFolder)/\(name)"
            guard let status = try Self.status(path) else { continue }
            if let digest = Digest("sha256:" + name), digest.hexadecimal == name {
                found[digest] = Blob(digest: digest, size: status.size)
            } else {
                stray.append(path)
            }
        }
        for name in try Folder.names(in: cache.keyFolder) {
            let path = "\(cache.keyFolder)/\(name)"
            guard let status = try Self.status(path) else { continue }
            guard let record = try Self.record(named: name, cache), var blob = found[record.layer.digest] else {
                stray.append(path)
                continue
            }
            blob.layer = record.layer
            blob.lastUsed = max(blob.lastUsed, status.modified)
            blob.keys.append(path)
            found[blob.digest] = blob
        }
        let now = FileStatus.now()
        for name in try Folder.names(in: cache.temporaryFolder) {
            let path = "\(cache.temporaryFolder)/\(name)"
            guard let status = try Self.status(path), now - status.modified > Self.temporaryAge else { continue }
            stray.append(path)
        }
        // Equally old ones in the order of their digests, so that the outcome is always the same.
        blobs = found.values.sorted { ($0.lastUsed, $1.digest.hexadecimal) > ($1.lastUsed, $0.digest.hexadecimal) }
        strayFiles = stray
    }

    private static func record(named name: String, _ cache: LayerCache) throws(LayerError) -> KeyRecord? {
        guard name.hasSuffix(".json"), let digest = Digest("sha256:" + name.dropLast(5)) else { return nil }
        let key = LayerKey(digest: digest)
        return try cache.read(cache.keyPath(key), key)
    }

    private static func status(_ path: String) throws(LayerError) -> FileStatus? {
        do throws(SystemError) {
            return try FileStatus(of: path)
        } catch {
            throw error.layerError(path, "read")
        }
    }
}
