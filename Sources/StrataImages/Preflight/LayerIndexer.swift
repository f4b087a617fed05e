import StrataLayers
import StrataOCI

/// Lists a layer that arrives piece by piece; memory grows with the number of entries alone.
struct LayerIndexer: ~Copyable {
    /// More entries than any image has; a layer with more is an attack or a mistake.
    static let maximalEntries = 4_000_000
    private static let maximalText = 1 << 20

    private var decompressor: Decompressor
    private var reader = TarReader()
    private var collector = Collector()

    /// Prepares for one layer, whatever its compression.
    init() throws {
        decompressor = try Decompressor()
    }

    /// Takes the next bytes of the blob.
    ///
    /// - Throws: `LayerError` where they are no layer, or more comes of them than is reasonable.
    mutating func read(_ bytes: UnsafeRawBufferPointer) throws {
        try decompressor.decompress(bytes) { plain in
            try reader.read(plain) { try collector.take($0) }
        }
    }

    /// The listing, once everything was read.
    ///
    /// - Throws: `LayerError` where the layer ends too early.
    mutating func finish() throws -> LayerListing {
        try decompressor.finish { plain in
            try reader.read(plain) { try collector.take($0) }
        }
        try reader.finish()
        return collector.listing
    }

    /// Gathers what the archive's entries say.
    private struct Collector {
        var listing = LayerListing()
        private var path = ""
        private var start: [UInt8]?
        private var text: [UInt8]?

        mutating func take(_ event: TarReader.Event) throws {
            switch event {
            case .entry(let entry): try begin(entry)
            case .data(let bytes): add(bytes)
            case .endOfEntry: end()
            }
        }

        private mutating func begin(_ entry: TarEntry) throws {
            start = nil
            text = nil
            path = try entry.safePath()
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            let folder = String(path.dropLast(name.count).drop { $0 == "/" }.reversed().drop { $0 == "/" }.reversed())
            if name == ".wh..wh..opq" {
                listing.opaque.insert(folder)
                return
            }
            if name.hasPrefix(".wh.") {
                listing.removed.insert(folder.isEmpty ? String(name.dropFirst(4)) : "\(folder)/\(name.dropFirst(4))")
                return
            }
            guard listing.entries.count < LayerIndexer.maximalEntries else {
                throw LayerError(.tooLarge, "The layer has more than \(LayerIndexer.maximalEntries) entries.")
            }
            listing.entries[path] = self.entry(entry)
            if entry.kind == .file, entry.mode & 0o111 != 0 { start = [] }
            if entry.kind == .file, LayerListing.texts.contains(path) { text = [] }
        }

        private func entry(_ entry: TarEntry) -> LayerListing.Entry {
            var result = LayerListing.Entry(kind: .other, mode: entry.mode, user: entry.uid, group: entry.gid)
            switch entry.kind {
            case .file: result.kind = .file
            case .directory: result.kind = .directory
            case .symbolicLink(let target):
                result.kind = .link
                result.target = target
            case .hardLink(let target):
                // The same file under another name, which this layer has already.
                let name = target.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
                if let original = listing.entries[name] { return original }
                result.kind = .file
            default: break
            }
            return result
        }

        private mutating func add(_ bytes: UnsafeRawBufferPointer) {
            if let count = start?.count, count < ExecutableKind.prefix {
                start?.append(contentsOf: bytes.prefix(ExecutableKind.prefix - count))
            }
            if let count = text?.count, count + bytes.count <= LayerIndexer.maximalText {
                text?.append(contentsOf: bytes)
            }
        }

        private mutating func end() {
            if let start { listing.entries[path]?.format = ExecutableKind(start) }
            if let text { listing.texts[path] = text }
            start = nil
            text = nil
        }
    }
}
