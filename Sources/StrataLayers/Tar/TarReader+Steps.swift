extension TarReader {
    /// Takes at least one byte of what is not empty.
    ///
    /// - Returns: The number of bytes taken.
    mutating func step(_ bytes: UnsafeRawBufferPointer, _ body: (Event) throws -> Void) throws -> Int {
        let taken: Int
        switch state {
        case .failed(let error): throw error
        case .end: taken = bytes.count
        case .padding(let left):
            taken = min(left, bytes.count)
            state = taken < left ? .padding(left: left - taken) : .header
        case .content(let left, let isPassedOn):
            taken = Int(min(left, Int64(bytes.count)))
            offset += Int64(taken)
            state = .content(left: left - Int64(taken), isPassedOn: isPassedOn)
            if isPassedOn { try body(.data(UnsafeRawBufferPointer(rebasing: bytes[..<taken]))) }
            if Int64(taken) == left { try endContent(body) }
            return taken
        case .header, .sparseHeader: taken = gather(bytes, upTo: TarHeader.blockSize)
        case .extended(_, let size): taken = gather(bytes, upTo: Int(size))
        }
        offset += Int64(taken)
        try evaluate(body)
        return taken
    }

    /// Deals with what was gathered, if it is complete.
    private mutating func evaluate(_ body: (Event) throws -> Void) throws {
        switch state {
        case .header where gathered.count == TarHeader.blockSize:
            guard let entry = try orFail({ reader throws(LayerError) in try reader.readHeader() }) else { return }
            try begin(entry, body)
        case .sparseHeader(let entry) where gathered.count == TarHeader.blockSize:
            let hasMore = gathered[504] != 0
            gathered.removeAll(keepingCapacity: true)
            if !hasMore { try begin(entry, body) }
        case .extended(let type, let size) where Int64(gathered.count) == size:
            try orFail { reader throws(LayerError) in try reader.readExtended(type) }
            gathered.removeAll(keepingCapacity: size <= 4096)
            state = padding > 0 ? .padding(left: padding) : .header
        default: break
        }
    }

    private mutating func begin(_ entry: TarEntry, _ body: (Event) throws -> Void) throws {
        let isPassedOn =
            switch entry.kind {
            case .file, .other: true
            default: false
            }
        padding = TarHeader.padding(after: entry.size)
        state = .content(left: entry.size, isPassedOn: isPassedOn)
        try body(.entry(entry))
        if entry.size == 0 { try endContent(body) }
    }

    private mutating func endContent(_ body: (Event) throws -> Void) throws {
        state = padding > 0 ? .padding(left: padding) : .header
        try body(.endOfEntry)
    }

    private mutating func gather(_ bytes: UnsafeRawBufferPointer, upTo size: Int) -> Int {
        let count = min(bytes.count, size - gathered.count)
        gathered.append(contentsOf: bytes[..<count])
        return count
    }

    private mutating func orFail<Result>(
        _ body: (inout TarReader) throws(LayerError) -> Result
    ) throws(LayerError) -> Result {
        do throws(LayerError) {
            return try body(&self)
        } catch {
            let located = LayerError(error.code, "\(error.message) (Before byte \(offset) of the archive.)")
            state = .failed(located)
            throw located
        }
    }
}
