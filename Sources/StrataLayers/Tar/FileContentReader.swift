/// Reads the bytes of a file in a layer from where they come.
enum FileContentReader {
    /// Passes the size, then the bytes piece by piece.
    ///
    /// - Throws: ``LayerError`` for a file that cannot be read, has another size than announced, or changes meanwhile;
    ///   what the closures throw.
    static func read(
        _ content: LayerFileContent,
        using buffer: UnsafeMutableRawBufferPointer,
        size: (Int64) throws -> Void,
        piece: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        switch content {
        case .bytes(let bytes):
            try size(Int64(bytes.count))
            try bytes.withUnsafeBytes(piece)
        case .file(let path, let announced):
            let file = try InputFile(path)
            guard file.status.size == announced else {
                throw LayerError(
                    .changed,
                    "\(path) has \(file.status.size) bytes, not the \(announced) it had a moment ago.",
                    remedy: "Try again when it is not written to."
                )
            }
            try size(announced)
            try file.forEachPiece(of: 0..<announced, using: buffer, piece)
            try file.requireUnchanged()
        case .strippedFile(let path):
            let file = try InputFile(path)
            if let stripped = try StrippedELF(of: file) {
                try size(stripped.size)
                try stripped.forEachPiece(of: file, using: buffer, piece)
            } else {
                try size(file.status.size)
                try file.forEachPiece(of: 0..<file.status.size, using: buffer, piece)
            }
            try file.requireUnchanged()
        }
    }
}
