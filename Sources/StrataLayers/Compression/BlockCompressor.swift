import StrataCDeflate
import StrataCZstd

/// Compresses blocks, each into a gzip member or zstd frame of its own, with the library's tables allocated once.
struct BlockCompressor: ~Copyable {
    private enum Library {
        case deflate(OpaquePointer)
        case zstd(OpaquePointer)
        case none
    }

    private let library: Library

    /// Allocates what `settings` need.
    ///
    /// - Throws: ``LayerError`` where there is no memory, or no such level.
    init(_ settings: CompressionSettings) throws(LayerError) {
        let library: Library
        switch settings.compression {
        case .gzip:
            guard let compressor = libdeflate_alloc_compressor(Int32(clamping: settings.level)) else {
                throw Self.failed("libdeflate cannot be set up for level \(settings.level)")
            }
            library = .deflate(compressor)
        case .zstd:
            guard let context = ZSTD_createCCtx() else { throw Self.failed("zstd has no memory") }
            let results = [
                ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(clamping: settings.level)),
                ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1),
                ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1),
            ]
            guard results.allSatisfy({ ZSTD_isError($0) == 0 }) else {
                ZSTD_freeCCtx(context)
                throw Self.failed("zstd cannot be set up for level \(settings.level)")
            }
            library = .zstd(context)
        case .none:
            library = .none
        }
        self.library = library
    }

    deinit {
        switch library {
        case .deflate(let compressor): libdeflate_free_compressor(compressor)
        case .zstd(let context): ZSTD_freeCCtx(context)
        case .none: break
        }
    }

    /// The size that a buffer needs for what comes of `count` bytes.
    func bound(_ count: Int) -> Int {
        switch library {
        case .deflate(let compressor): libdeflate_gzip_compress_bound(compressor, count)
        case .zstd: ZSTD_compressBound(count)
        case .none: count
        }
    }

    /// Compresses `input`.
    ///
    /// The gzip header has no name, no time, and 255 ("unknown") for the operating system.
    ///
    /// - Returns: The number of bytes written to `output`.
    func compress(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(LayerError) -> Int {
        switch library {
        case .deflate(let compressor):
            let count = libdeflate_gzip_compress(
                compressor,
                input.baseAddress,
                input.count,
                output.baseAddress,
                output.count
            )
            guard count > 0 else { throw Self.failed("libdeflate failed") }
            return count
        case .zstd(let context):
            let count = ZSTD_compress2(context, output.baseAddress, output.count, input.baseAddress, input.count)
            guard ZSTD_isError(count) == 0 else {
                throw Self.failed(String(cString: ZSTD_getErrorName(count)))
            }
            return count
        case .none:
            guard input.count <= output.count else { throw Self.failed("the buffer is too small") }
            output.copyMemory(from: input)
            return input.count
        }
    }

    private static func failed(_ why: String) -> LayerError {
        LayerError(.inputOutput, "A layer cannot be compressed: \(why).")
    }
}
