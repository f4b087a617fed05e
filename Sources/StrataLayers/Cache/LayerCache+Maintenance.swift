public import StrataModel

extension LayerCache {
    /// The layers that are there, the one that was used last first.
    ///
    /// - Returns: The layers; none where the folder is not there.
    /// - Throws: ``LayerError`` where the folder cannot be read.
    public func contents() throws -> [Content] {
        try CacheListing(of: self).blobs.compactMap { blob in
            blob.layer.map { Content(layer: $0, lastUsed: blob.lastUsed / 1_000_000_000) }
        }
    }

    /// Removes all layers that nobody uses.
    ///
    /// - Returns: What was removed.
    /// - Throws: ``LayerError`` where the folder cannot be read or written.
    @discardableResult
    public func clear() throws -> Removal {
        let removal = try prune(toLimit: 0)
        if removal.inUse.isEmpty { try Folder.remove(fileDigestsPath) }
        return removal
    }

    /// Removes the layers that were not used for longest, until the others fit; and what killed processes left behind.
    ///
    /// - Parameter limit: How many bytes of layers to keep.
    /// - Returns: What was removed.
    /// - Throws: ``LayerError`` where the folder cannot be read or written.
    @discardableResult
    public func prune(toLimit limit: Int64) throws -> Removal {
        var removal = Removal()
        // Without a look at the folder first, the lock would create a file in one that is not there.
        guard try CacheListing.exists(self) else { return removal }
        let lock = try FileLock.waiting(for: .exclusive, on: lockPath)
        defer { withExtendedLifetime(lock) {} }
        let listing = try CacheListing(of: self)
        for path in listing.strayFiles { try Folder.remove(path) }
        var total = listing.blobs.reduce(0) { $0 + $1.size }
        for blob in listing.blobs.reversed() where total > limit || blob.layer == nil {
            guard try remove(blob) else {
                removal.inUse.append(blob.digest)
                continue
            }
            total -= blob.size
            removal.layers.append(blob.digest)
            removal.bytes += blob.size
        }
        return removal
    }

    /// Reads every layer, and removes those that are damaged; they are made again when they are needed.
    ///
    /// - Returns: The digests of the damaged layers.
    /// - Throws: ``LayerError`` where the folder cannot be read or written.
    @discardableResult
    public func verify() throws -> [Digest] {
        guard try CacheListing.exists(self) else { return [] }
        var damaged: [Digest] = []
        for blob in try CacheListing(of: self).blobs {
            var digests = FileDigests(file: "")
            let path = blobPath(blob.digest)
            do {
                if try digests.digest(ofFileAt: path).digest == blob.digest { continue }
            } catch let error as LayerError where error.code == .notFound {
                // Removed by another process meanwhile.
                continue
            }
            // Also if somebody uses it: wrong bytes are of no use.
            for key in blob.keys { try Folder.remove(key) }
            try Folder.remove(path)
            damaged.append(blob.digest)
        }
        return damaged
    }

    /// - Returns: Whether the layer was not in use.
    private func remove(_ blob: CacheListing.Blob) throws -> Bool {
        let path = blobPath(blob.digest)
        guard let lock = try FileLock.trying(.exclusive, on: path) else { return false }
        defer { withExtendedLifetime(lock) {} }
        for key in blob.keys { try Folder.remove(key) }
        try Folder.remove(path)
        return true
    }
}
