import StrataModel

/// Makes layers: an archive, compressed, with both of its digests, in one pass.
///
/// The same entries and settings give the same ``Layer/diffID`` everywhere, and the same ``Layer/digest`` wherever the
/// compression libraries have the same version; the number of processors and the time of day play no part.
public enum LayerBuilder {
    /// Writes a layer to a file.
    ///
    /// Memory stays within a few MiB for each processor, whatever the size of the layer. The call blocks its thread.
    ///
    /// - Parameters:
    ///   - entries: What the layer holds, in any order (``TarWriter``).
    ///   - compression: How it is compressed.
    ///   - timestamp: The time of every entry, in seconds since 1970.
    ///   - path: The file; one that is there is replaced. Until the layer is whole it is written under another name in the
    ///     same folder, which is removed if anything fails.
    /// - Returns: The layer's digests and sizes.
    /// - Throws: ``LayerError``: what ``TarWriter/write(_:timestamp:to:)`` throws, or that the file cannot be written.
    public static func build(
        entries: [LayerEntry],
        compression: LayerCompression = .gzip,
        timestamp: Int64 = 0,
        to path: String
    ) throws -> Layer {
        let settings = CompressionSettings.standard(compression)
        return try build(
            entries: entries,
            settings: settings,
            timestamp: timestamp,
            threads: Processors.threads,
            to: path
        )
    }

    /// Makes a layer in memory: for small ones.
    ///
    /// - Parameters:
    ///   - entries: What the layer holds, in any order (``TarWriter``).
    ///   - compression: How it is compressed.
    ///   - timestamp: The time of every entry, in seconds since 1970.
    /// - Returns: The layer's digests and sizes, and its compressed bytes.
    /// - Throws: ``LayerError``: what ``TarWriter/write(_:timestamp:to:)`` throws.
    public static func build(
        entries: [LayerEntry],
        compression: LayerCompression = .gzip,
        timestamp: Int64 = 0
    ) throws -> (layer: Layer, bytes: [UInt8]) {
        var bytes: [UInt8] = []
        let layer = try build(
            entries,
            CompressionSettings.standard(compression),
            timestamp,
            Processors.threads
        ) { bytes.append(contentsOf: $0) }
        return (layer, bytes)
    }

    /// Writes a layer to a file, with settings of the caller's own.
    package static func build(
        entries: [LayerEntry],
        settings: CompressionSettings,
        timestamp: Int64,
        threads: Int,
        to path: String
    ) throws -> Layer {
        let file = try OutputFile(path)
        let layer = try build(entries, settings, timestamp, threads) { try file.write($0) }
        try file.commit()
        return layer
    }

    private static func build(
        _ entries: [LayerEntry],
        _ settings: CompressionSettings,
        _ timestamp: Int64,
        _ threads: Int,
        _ sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Layer {
        var archive = DigestingCounter()
        var blob = DigestingCounter()
        var compressor = try ParallelCompressor(settings, threads: threads)
        func passOn(_ bytes: UnsafeRawBufferPointer) throws {
            // What is not compressed has been digested already.
            if settings.compression != .none { blob.update(bytes) }
            try sink(bytes)
        }
        try TarWriter.write(entries, timestamp: timestamp) { bytes in
            archive.update(bytes)
            try compressor.write(bytes, to: passOn)
        }
        try compressor.finish(to: passOn)
        let stored = settings.compression == .none ? archive : blob
        return Layer(
            digest: stored.digest,
            diffID: archive.digest,
            size: stored.count,
            uncompressedSize: archive.count,
            compression: settings.compression
        )
    }
}
