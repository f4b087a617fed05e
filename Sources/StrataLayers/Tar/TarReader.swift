/// Reads tar archives that arrive piece by piece, without I/O of its own and in bounded memory.
///
/// Takes ustar, PAX (entries' own and global headers), GNU's long names, large numbers and sparse files, and the format
/// before all of them. What is dangerous to extract is reported, not refused: see ``TarEntry/flags``.
public struct TarReader {
    /// What was read.
    public enum Event {
        /// An entry begins.
        case entry(TarEntry)
        /// The next bytes of the entry, a part of the piece that was given; valid during the call only.
        case data(UnsafeRawBufferPointer)
        /// The entry is over.
        case endOfEntry
    }

    /// The largest extended header, name or link that is taken, in bytes.
    public static let maximalHeaderSize: Int64 = 1 << 20

    enum State {
        case header
        case sparseHeader(TarEntry)
        case extended(type: UInt8, left: Int64)
        case content(left: Int64, isPassedOn: Bool)
        case padding(left: Int)
        case end
        case failed(LayerError)
    }

    let maximalEntrySize: Int64
    var state = State.header
    /// Bytes of a header that is not complete.
    var gathered: [UInt8] = []
    /// What follows the content that is being read, up to a full block.
    var padding = 0
    var hasExtendedHeader = false
    var next = PaxAttributes()
    var global = PaxAttributes()
    var sawEmptyBlock = false
    /// The number of bytes taken so far.
    public internal(set) var offset: Int64 = 0

    /// Prepares for one archive.
    ///
    /// - Parameter maximalEntrySize: The largest entry that is taken, in bytes.
    public init(maximalEntrySize: Int64 = 1 << 40) {
        self.maximalEntrySize = maximalEntrySize
    }

    /// Whether the two empty blocks that end an archive were read; what follows them is ignored.
    public var isAtEnd: Bool {
        if case .end = state { return true }
        return false
    }

    /// Takes the next bytes of the archive.
    ///
    /// - Parameters:
    ///   - bytes: Any number of bytes.
    ///   - body: Takes what they contain.
    /// - Throws: ``LayerError`` with code `malformed` or `tooLarge`, which names the offset in the archive, again at every
    ///   further call; what `body` throws, after which the rest of `bytes` is lost.
    public mutating func read(_ bytes: UnsafeRawBufferPointer, _ body: (Event) throws -> Void) throws {
        if case .failed(let error) = state { throw error }
        var rest = bytes
        while !rest.isEmpty {
            let consumed = try step(rest, body)
            rest = UnsafeRawBufferPointer(rebasing: rest[consumed...])
        }
    }

    /// Makes sure that the archive was complete.
    ///
    /// An archive whose last entry is whole, but that lacks the empty blocks, passes, as it does everywhere.
    ///
    /// - Throws: ``LayerError`` with code `truncated`.
    public func finish() throws(LayerError) {
        switch state {
        case .failed(let error): throw error
        case .end: return
        case .header where gathered.isEmpty && !hasExtendedHeader: return
        default:
            throw LayerError(
                .truncated,
                "The archive ends too early, after \(offset) bytes.",
                remedy: "Fetch it again."
            )
        }
    }
}
