/// What the bytes of a compressed layer depend on besides its content; changing any of it changes digests.
package struct CompressionSettings: Sendable, Hashable {
    /// The format.
    package var compression: LayerCompression
    /// The level, in the numbers of the format's library.
    package var level: Int
    /// How many bytes go into each gzip member or zstd frame.
    package var blockSize: Int

    /// Describes settings.
    package init(compression: LayerCompression, level: Int, blockSize: Int) {
        self.compression = compression
        self.level = level
        self.blockSize = blockSize
    }

    /// The settings that layers are written with.
    ///
    /// A layer is compressed once and fetched by every node, so the levels are those beyond which size hardly falls.
    /// Measured on 84 MB of Swift's runtime libraries, on one core: gzip level 6 takes 0.72 s and gives 27.2 MB (level 4:
    /// 0.52 s and 27.8 MB; level 1: 0.34 s and 30.4 MB), zstd level 6 takes 0.57 s and gives 25.8 MB. Blocks of 512 KiB
    /// cost 0.15 % over ones of 1 MiB and let small layers, too, use several cores; zstd gains more from large ones.
    package static func standard(_ compression: LayerCompression) -> CompressionSettings {
        switch compression {
        case .gzip: CompressionSettings(compression: .gzip, level: 6, blockSize: 512 << 10)
        case .zstd: CompressionSettings(compression: .zstd, level: 6, blockSize: 2 << 20)
        case .none: CompressionSettings(compression: .none, level: 0, blockSize: 512 << 10)
        }
    }
}
