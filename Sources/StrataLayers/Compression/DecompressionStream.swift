/// A format that ``Decompressor`` reads.
protocol DecompressionStream: AnyObject {
    /// Whether what was taken so far is a whole stream.
    var isComplete: Bool { get }

    /// Decompresses as much of `input` as fits into `output`.
    func step(
        _ input: UnsafeRawBufferPointer,
        _ output: UnsafeMutableRawBufferPointer
    ) throws(LayerError) -> DecompressionStep
}

/// What came of some compressed bytes.
struct DecompressionStep {
    /// How many of them were used.
    let consumed: Int
    /// What came of them.
    let output: UnsafeRawBufferPointer
    /// Whether output may be left that did not fit.
    let mayHaveMore: Bool
}
