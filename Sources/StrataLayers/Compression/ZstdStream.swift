import StrataCZstd

/// Decompresses zstd frames in a row.
final class ZstdStream: DecompressionStream {
    /// Frames may ask for a window of up to 128 MiB, which is what the command line tool takes.
    private static let windowLog: Int32 = 27

    private let context: OpaquePointer
    /// Whether a frame has ended, and none has begun since.
    private(set) var isComplete = false

    init() throws(LayerError) {
        guard let context = ZSTD_createDCtx() else {
            throw LayerError(.inputOutput, "A layer cannot be decompressed: zstd has no memory.")
        }
        self.context = context
        guard ZSTD_isError(ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLog)) == 0 else {
            throw LayerError(.inputOutput, "A layer cannot be decompressed: zstd cannot be set up.")
        }
    }

    deinit {
        ZSTD_freeDCtx(context)
    }

    func step(
        _ input: UnsafeRawBufferPointer,
        _ output: UnsafeMutableRawBufferPointer
    ) throws(LayerError) -> DecompressionStep {
        guard !isComplete || !input.isEmpty else {
            return DecompressionStep(
                consumed: 0,
                output: UnsafeRawBufferPointer(rebasing: output[..<0]),
                mayHaveMore: false
            )
        }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let result = ZSTD_decompressStream(context, &target, &source)
        guard ZSTD_isError(result) == 0 else {
            throw LayerError(
                .malformed,
                "The layer cannot be decompressed with zstd: \(String(cString: ZSTD_getErrorName(result))).",
                remedy: "Fetch it again."
            )
        }
        if source.pos > 0 || target.pos > 0 { isComplete = result == 0 }
        return DecompressionStep(
            consumed: source.pos,
            output: UnsafeRawBufferPointer(rebasing: output[..<target.pos]),
            mayHaveMore: !isComplete && target.pos == output.count
        )
    }
}
