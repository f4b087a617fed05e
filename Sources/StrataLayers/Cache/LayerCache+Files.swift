import StrataModel

extension LayerCache {
    var blobFolder: String { folder + "/blobs/sha256" }
    var keyFolder: String { folder + "/keys" }
    var temporaryFolder: String { folder + "/tmp" }
    /// Held together while a layer gets its names, alone while layers are removed.
    var lockPath: String { folder + "/lock" }

    func blobPath(_ digest: Digest) -> String {
        "\(blobFolder)/\(digest.hexadecimal)"
    }

    func keyPath(_ key: LayerKey) -> String {
        "\(keyFolder)/\(key.digest.hexadecimal).json"
    }

    func temporaryPath() -> String {
        "\(temporaryFolder)/\(String(UInt64.random(in: .min ... .max), radix: 36))"
    }

    func createFolders() throws(LayerError) {
        try Folder.create(blobFolder)
        try Folder.create(keyFolder)
        try Folder.create(temporaryFolder)
    }

    /// What the file of a key says; a damaged one is removed.
    func read(_ path: String, _ key: LayerKey) throws(LayerError) -> KeyRecord? {
        let content: [UInt8]
        do throws(LayerError) {
            let file = try InputFile(path)
            content = try file.bytes(at: 0, count: 4096)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
        guard let record = KeyRecord(content, key: key) else {
            try Folder.remove(path)
            return nil
        }
        return record
    }

    /// Makes sure that a layer's file is there, with its size, and is not removed for now.
    ///
    /// - Returns: `nil` where it is not; a file of another size is removed.
    func lease(_ path: String, _ layer: Layer) throws(LayerError) -> FileLock? {
        // Who removes has the lock for a moment only, and the file is gone then.
        guard let lease = try FileLock.trying(.shared, on: path) else { return nil }
        let status: FileStatus
        do throws(SystemError) {
            status = try lease.status()
        } catch {
            throw error.layerError(path, "read")
        }
        guard status.links > 0, status.isRegularFile else { return nil }
        guard status.size == layer.size else {
            try Folder.remove(path)
            return nil
        }
        return lease
    }

    /// Gives a layer that was just written its name.
    ///
    /// It is not flushed to the disk. File systems that lose such a file's content in a power failure leave it short, and
    /// then its size gives it away; the layer is made again.
    func keep(_ temporary: String, as layer: Layer, for key: LayerKey) throws -> CachedLayer {
        let size = try InputFile(temporary).status.size
        guard size == layer.size else {
            throw LayerError(.damaged, "A layer of \(layer.size) bytes was announced, but \(size) were written.")
        }
        // So that nobody removes the layer while it has no key.
        let lock = try FileLock.waiting(for: .shared, on: lockPath)
        defer { withExtendedLifetime(lock) {} }
        let path = blobPath(layer.digest)
        let lease = try lease(path, layer) ?? place(temporary, at: path)
        let record = try OutputFile(keyPath(key))
        try record.write(Array(KeyRecord(key: key, layer: layer).text.utf8))
        try record.commit()
        return CachedLayer(layer: layer, path: path, isNew: true, lease: lease)
    }

    /// Moves a file to where no other is; one that is there may be in use, and stays.
    private func place(_ temporary: String, at path: String) throws -> FileLock {
        // The lock belongs to the file and goes with it to its name.
        guard let lease = try FileLock.trying(.shared, on: temporary) else {
            throw LayerError(.inputOutput, "The layer \(temporary), which was just written, was taken away.")
        }
        try Folder.rename(temporary, to: path)
        return lease
    }
}
