/// Takes away from executables and shared libraries what is not loaded: symbols for debuggers, debug information, comments.
///
/// What is loaded stays byte for byte, at the same place, and so do its sections' headers: symbols for dynamic linking,
/// and Swift's metadata for reflection. The same file always gives the same bytes. Done for x86_64 and aarch64.
public enum ELFStripper {
    /// The stripped content of a file.
    ///
    /// - Parameter path: The file.
    /// - Returns: Its bytes; `nil` where there is nothing to strip, or where the file is laid out in a way that is not
    ///   certain to work afterwards.
    /// - Throws: ``LayerError`` where the file cannot be read, or changes meanwhile.
    public static func stripped(contentsOf path: String) throws -> [UInt8]? {
        let file = try InputFile(path)
        guard let stripped = try StrippedELF(of: file) else { return nil }
        let bytes = try stripped.bytes(of: file)
        try file.requireUnchanged()
        return bytes
    }

    /// The stripped content of a file in memory.
    ///
    /// - Parameter bytes: The file.
    /// - Returns: As for ``stripped(contentsOf:)``.
    public static func stripped(_ bytes: [UInt8]) -> [UInt8]? {
        let source = MemorySource(content: bytes)
        // Memory can always be read; the only errors are those of reading.
        return try? StrippedELF(of: source)?.bytes(of: source)
    }

    /// Writes a stripped copy of a file, with the same permissions, piece by piece.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - target: The copy; replaced at once if it is there. May be `path` itself.
    /// - Returns: Whether anything was stripped; otherwise the copy has the same content.
    /// - Throws: ``LayerError`` where a file cannot be read or written, or changes meanwhile.
    @discardableResult
    public static func strip(_ path: String, to target: String) throws -> Bool {
        let file = try InputFile(path)
        let copy = try OutputFile(target)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 64)
        defer { buffer.deallocate() }
        let stripped = try StrippedELF(of: file)
        if let stripped {
            try stripped.forEachPiece(of: file, using: buffer) { try copy.write($0) }
        } else {
            try file.forEachPiece(of: 0..<file.status.size, using: buffer) { try copy.write($0) }
        }
        try file.requireUnchanged()
        try copy.setMode(file.status.mode & 0o7777)
        try copy.commit()
        return stripped != nil
    }
}
