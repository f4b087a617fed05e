/// Decompresses a layer that arrives piece by piece, in bounded memory.
///
/// Takes any number of gzip members or zstd frames in a row, as writers that work in parallel make them.
public struct Decompressor: ~Copyable {
    private enum State {
        case undecided([UInt8])
        case compressed(any DecompressionStream)
        case plain
        case failed(LayerError)
    }

    private static let outputSize = 128 * 1024
    /// Up to here no ratio is taken for an attack.
    private static let ratioGrace: Int64 = 1 << 20

    private let limits: DecompressionLimits
    private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: outputSize, alignment: 64)
    private var state: State
    private var consumed: Int64 = 0
    private var produced: Int64 = 0

    /// Prepares for one stream.
    ///
    /// - Parameters:
    ///   - compression: How it is compressed; `nil` to tell by its first four bytes.
    ///   - limits: How much may come of it.
    /// - Throws: ``LayerError`` where there is no memory.
    public init(_ compression: LayerCompression? = nil, limits: DecompressionLimits = .init()) throws(LayerError) {
        self.limits = limits
        if let compression {
            state = try Self.begin(compression)
        } else {
            state = .undecided([])
        }
    }

    deinit {
        output.deallocate()
    }

    /// Takes the next compressed bytes.
    ///
    /// - Parameters:
    ///   - bytes: Any number of bytes.
    ///   - body: Takes decompressed bytes, valid during the call only, up to 128 KiB at once (uncompressed data comes in
    ///     the pieces in which it was given).
    /// - Throws: ``LayerError`` with code `malformed`, or `tooLarge` beyond a limit; again at every further call. What
    ///   `body` throws.
    public mutating func decompress(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        guard case .undecided(var start) = state else { return try decompressDecided(bytes, body) }
        let missing = min(4 - start.count, bytes.count)
        start.append(contentsOf: bytes[..<missing])
        guard start.count == 4 else {
            state = .undecided(start)
            return
        }
        state = try Self.begin(LayerCompression.detect(start))
        try start.withUnsafeBytes { try decompressDecided($0, body) }
        try decompressDecided(UnsafeRawBufferPointer(rebasing: bytes[missing...]), body)
    }

    /// Makes sure that the stream was complete.
    ///
    /// - Parameter body: As for ``decompress(_:_:)``: uncompressed data of less than four bytes comes only now.
    /// - Throws: ``LayerError`` with code `truncated` where the data ends too early, or `malformed`.
    public mutating func finish(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        if case .undecided(let start) = state {
            state = try Self.begin(LayerCompression.detect(start))
            try start.withUnsafeBytes { try decompressDecided($0, body) }
        }
        if case .failed(let error) = state { throw error }
        if case .compressed(let stream) = state, !stream.isComplete {
            throw LayerError(
                .truncated,
                "The compressed layer ends too early, after \(consumed) bytes.",
                remedy: "Fetch it again."
            )
        }
    }

    private static func begin(_ compression: LayerCompression) throws(LayerError) -> State {
        switch compression {
        case .gzip: .compressed(try InflateStream())
        case .zstd: .compressed(try ZstdStream())
        case .none: .plain
        }
    }

    private mutating func decompressDecided(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var rest = bytes
        var mayHaveMore = true
        // A stream may hold back output that did not fit, with no input left.
        while !rest.isEmpty || mayHaveMore {
            let step: DecompressionStep
            do throws(LayerError) {
                step = try next(rest)
                // Neither library does that; if one did, this loop would not end.
                guard step.consumed > 0 || !step.output.isEmpty || rest.isEmpty else {
                    throw LayerError(.malformed, "The layer cannot be decompressed: its data leads nowhere.")
                }
                try count(step)
            } catch {
                state = .failed(error)
                throw error
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[step.consumed...])
            mayHaveMore = step.mayHaveMore
            if !step.output.isEmpty { try body(step.output) }
        }
    }

    private mutating func next(_ bytes: UnsafeRawBufferPointer) throws(LayerError) -> DecompressionStep {
        switch state {
        case .compressed(let stream): return try stream.step(bytes, output)
        case .plain, .undecided: return DecompressionStep(consumed: bytes.count, output: bytes, mayHaveMore: false)
        case .failed(let error): throw error
        }
    }

    private mutating func count(_ step: DecompressionStep) throws(LayerError) {
        consumed += Int64(step.consumed)
        produced += Int64(step.output.count)
        guard produced <= limits.maximalSize else {
            throw LayerError(.tooLarge, "The layer decompresses to more than \(limits.maximalSize) bytes.")
        }
        let (most, overflow) = max(1, consumed).multipliedReportingOverflow(by: limits.maximalRatio)
        guard produced <= Self.ratioGrace || overflow || produced <= most else {
            throw LayerError(
                .tooLarge,
                "The layer decompresses to more than \(limits.maximalRatio) times its size: "
                    + "\(consumed) bytes have given \(produced) already."
            )
        }
    }
}
