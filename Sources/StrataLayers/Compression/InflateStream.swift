import StrataCZlib

/// Decompresses gzip members in a row.
final class InflateStream: DecompressionStream {
    // zlib remembers the stream's address.
    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether a member has ended, and none has begun since.
    private(set) var isComplete = false

    init() throws(LayerError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 for the largest window, 16 for gzip's header and trailer.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
            throw LayerError(.inputOutput, "A layer cannot be decompressed: zlib has no memory.")
        }
    }

    deinit {
        // Does nothing to a stream that was not set up.
        inflateEnd(stream)
        stream.deallocate()
    }

    func step(
        _ input: UnsafeRawBufferPointer,
        _ output: UnsafeMutableRawBufferPointer
    ) throws(LayerError) -> DecompressionStep {
        if isComplete {
            guard !input.isEmpty else {
                return DecompressionStep(
                    consumed: 0,
                    output: UnsafeRawBufferPointer(rebasing: output[..<0]),
                    mayHaveMore: false
                )
            }
            // The next member.
            guard inflateReset(stream) == Z_OK else { throw malformed() }
            isComplete = false
        }
        let part = UnsafeRawBufferPointer(rebasing: input[..<min(input.count, Int(UInt32.max))])
        stream.pointee.next_in = UnsafeMutablePointer(mutating: part.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(part.count)
        stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let result = inflate(stream, Z_NO_FLUSH)
        let used = part.count - Int(stream.pointee.avail_in)
        let made = output.count - Int(stream.pointee.avail_out)
        switch result {
        case Z_STREAM_END: isComplete = true
        // Without progress there is nothing to do before more input comes.
        case Z_OK, Z_BUF_ERROR: break
        default: throw malformed()
        }
        return DecompressionStep(
            consumed: used,
            output: UnsafeRawBufferPointer(rebasing: output[..<made]),
            mayHaveMore: !isComplete && made == output.count
        )
    }

    private func malformed() -> LayerError {
        let why = stream.pointee.msg.map { String(cString: $0) } ?? "the data is damaged"
        return LayerError(.malformed, "The layer cannot be decompressed with gzip: \(why).", remedy: "Fetch it again.")
    }
}
