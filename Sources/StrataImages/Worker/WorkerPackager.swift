public import StrataConfiguration
public import StrataLayers
import StrataModel
import StrataOCI

/// Turns a compiled program into the layers that carry it to any base.
///
/// Everything a program needs to start lies in one folder of the image, loader and C library included, so that it neither
/// depends on the base's libraries nor changes them: the library path binds this one process. The loader, the libraries and
/// resource bundles share the folder because Foundation looks for bundles beside the file that the kernel started, which is
/// the loader.
public struct WorkerPackager: Sendable {
    /// The folder of images that everything lies in, without the slash at its beginning.
    static let folder = "strata/bin"
    /// Where data files lie.
    static let dataFolder = "strata/data"

    private let cache: LayerCache
    private let facts: FileFacts
    private let mentions: ResourceMentions
    private let options: Options

    /// How layers are made.
    public struct Options: Sendable, Hashable {
        /// Whether to leave out what programs do not need to run: symbols and what debuggers read.
        public var strips: Bool
        /// How layers are compressed.
        public var compression: LayerCompression
        /// The time that files get, in seconds since 1970.
        public var timestamp: Int64

        /// Collects options.
        public init(strips: Bool = true, compression: LayerCompression = .gzip, timestamp: Int64 = 0) {
            self.strips = strips
            self.compression = compression
            self.timestamp = timestamp
        }
    }

    /// Takes the folders in which finished layers are kept, and how layers are made.
    public init(folders: ImageFolders, options: Options) {
        let cache = LayerCache(folder: folders.layers)
        self.init(cache: cache, facts: FileFacts(cache: cache), folders: folders, options: options)
    }

    /// Shares what is known of files with others.
    init(cache: LayerCache, facts: FileFacts, folders: ImageFolders, options: Options) {
        self.cache = cache
        self.facts = facts
        mentions = ResourceMentions(folder: folders.mentions, facts: facts)
        self.options = options
    }

    /// Makes a program's layers, or takes them from the cache.
    ///
    /// - Parameters:
    ///   - path: The executable.
    ///   - program: The program's name in the image.
    ///   - data: Files of the package to carry.
    /// - Returns: The layers and the command that starts the worker.
    /// - Throws: ``WorkerError`` where the file is no program for Linux or a library it needs is nowhere, `LayerError` where
    ///   a file cannot be read or a layer not written.
    public func package(_ path: String, program: String, data: [DataFile] = []) throws -> WorkerImage {
        try package(WorkerContents(path, program: program, data: data, mentions: mentions))
    }

    /// Makes the layers of a program whose files are known.
    func package(_ contents: WorkerContents) throws -> WorkerImage {
        var parts: [WorkerImage.Part] = []
        for kind in WorkerImage.LayerKind.allCases {
            let files = contents.files.filter { $0.kind == kind }
            guard !files.isEmpty else { continue }
            parts.append(WorkerImage.Part(kind: kind, cached: try layer(of: files)))
        }
        return WorkerImage(
            program: contents.program,
            platform: contents.platform,
            parts: parts,
            command: contents.command
        )
    }

    /// Makes the layer of files that one base's image carries besides.
    func data(_ files: [DataFile]) throws -> WorkerImage.Part? {
        guard !files.isEmpty else { return nil }
        return WorkerImage.Part(kind: .resources, cached: try layer(of: files.map(WorkerContents.File.init(data:))))
    }

    private func layer(of files: [WorkerContents.File]) throws -> CachedLayer {
        let entries = try files.map(entry)
        return try cache.layer(for: facts.key(entries, options)) { path in
            try LayerBuilder.build(
                entries: entries,
                compression: options.compression,
                timestamp: options.timestamp,
                to: path
            )
        }
    }

    private func entry(_ file: WorkerContents.File) throws -> LayerEntry {
        if let link = file.link { return LayerEntry(path: file.target, kind: .symbolicLink(target: link), mode: 0o777) }
        let content: LayerFileContent =
            file.isCode && options.strips
            ? .strippedFile(path: file.source) : .file(path: file.source, size: try facts.size(of: file.source))
        return LayerEntry(path: file.target, kind: .file(content), mode: file.mode)
    }
}
