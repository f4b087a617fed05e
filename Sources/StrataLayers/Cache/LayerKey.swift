public import StrataModel

/// What a finished layer is kept under: a digest of everything that its bytes depend on.
public struct LayerKey: Sendable, Hashable {
    /// Part of every key: moves when the same input would give other bytes.
    static let formatVersion = 2

    /// The digest of the input.
    public let digest: Digest

    /// Takes the digest of some input, made by the caller.
    ///
    /// Whoever makes it sees to it that different input has different digests: see ``Hasher``.
    public init(digest: Digest) {
        self.digest = digest
    }

    /// The key of a layer with these entries.
    ///
    /// Files are known by the digests of their content, which `digests` remembers.
    ///
    /// - Parameters:
    ///   - entries: What the layer holds, in any order.
    ///   - compression: How it is compressed.
    ///   - timestamp: The time of every entry, in seconds since 1970.
    ///   - digests: Gives the digests of files.
    /// - Throws: ``LayerError`` with code `invalidEntry`, or for a file that cannot be read.
    public init(
        entries: [LayerEntry],
        compression: LayerCompression,
        timestamp: Int64,
        digests: inout FileDigests
    ) throws {
        let settings = CompressionSettings.standard(compression)
        var hasher = Hasher()
        hasher.combine(settings.compression.rawValue)
        hasher.combine(Int64(settings.level))
        hasher.combine(Int64(settings.blockSize))
        hasher.combine(timestamp)
        for entry in try EntryOrder(entries).entries {
            hasher.combine(entry.path)
            hasher.combine(Int64(entry.mode))
            hasher.combine(Int64(entry.uid))
            hasher.combine(Int64(entry.gid))
            try hasher.combine(entry.kind, &digests)
        }
        digest = hasher.finalized().digest
    }

    /// Makes keys of several values, with no two lists of values giving the same bytes to digest.
    public struct Hasher {
        private var hasher = Digest.Hasher()

        /// Starts with the version of the format of layers.
        public init() {
            combine("strata-layer")
            combine(Int64(LayerKey.formatVersion))
        }

        /// Takes in a text.
        public mutating func combine(_ text: String) {
            let bytes = Array(text.utf8)
            update("t", [UInt8](number: Int64(bytes.count)) + bytes)
        }

        /// Takes in a number.
        public mutating func combine(_ number: Int64) {
            update("n", [UInt8](number: number))
        }

        /// Takes in a digest.
        public mutating func combine(_ digest: Digest) {
            update("d", digest.bytes)
        }

        /// The key of everything taken in so far.
        public func finalized() -> LayerKey {
            LayerKey(digest: hasher.finalized())
        }

        mutating func combine(_ kind: LayerEntry.Kind, _ digests: inout FileDigests) throws {
            switch kind {
            case .directory: combine("directory")
            case .symbolicLink(let target):
                combine("symbolicLink")
                combine(target)
            case .hardLink(let target):
                combine("hardLink")
                combine(target)
            // The same content gives the same layer, wherever it comes from.
            case .file(.bytes(let bytes)):
                combine("file")
                combine(Digest(hashing: bytes))
            case .file(.file(let path, let size)):
                let (digest, found) = try digests.digest(ofFileAt: path)
                guard found == size else {
                    throw LayerError(
                        .changed,
                        "\(path) has \(found) bytes, not the \(size) it had a moment ago.",
                        remedy: "Try again when it is not written to."
                    )
                }
                combine("file")
                combine(digest)
            case .file(.strippedFile(let path)):
                combine("strippedFile")
                combine(try digests.digest(ofFileAt: path).digest)
            }
        }

        private mutating func update(_ kind: String, _ bytes: [UInt8]) {
            hasher.update(Array(kind.utf8))
            hasher.update(bytes)
        }
    }
}
