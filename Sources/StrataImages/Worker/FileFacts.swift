import StrataLayers
import StrataModel
import Synchronization

/// The digests of files, remembered, for tasks that ask at the same time.
final class FileFacts: Sendable {
    private let digests: Mutex<FileDigests>

    /// Opens what was remembered.
    init(cache: LayerCache) {
        digests = Mutex(FileDigests(file: cache.fileDigestsPath))
    }

    /// The digest of a file's content; other tasks wait while a file is read.
    func digest(of path: String) throws -> Digest {
        try digests.withLock { try $0.digest(ofFileAt: path).digest }
    }

    /// The size of a file in bytes, as it was when its digest was taken.
    func size(of path: String) throws -> Int64 {
        try digests.withLock { try $0.digest(ofFileAt: path).size }
    }

    /// The key of a layer with these entries.
    func key(_ entries: [LayerEntry], _ options: WorkerPackager.Options) throws -> LayerKey {
        try digests.withLock { digests in
            try LayerKey(
                entries: entries,
                compression: options.compression,
                timestamp: options.timestamp,
                digests: &digests
            )
        }
    }

    /// Writes what is remembered.
    func save() throws {
        try digests.withLock { try $0.save() }
    }
}
