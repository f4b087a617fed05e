/// What the system does with a file that is to be executed.
public enum ExecutableFormat: Sendable, Hashable {
    /// It loads it.
    case elf(ELFFile)
    /// It starts another program, named in the first line, with the file's name as an argument.
    case script(interpreter: String, argument: String?)
    /// It refuses it.
    case unknown

    /// Linux reads no more of a script's first line.
    private static let lineLimit = 256

    /// Looks at a file.
    ///
    /// - Parameter path: The file.
    /// - Throws: ``LayerError``: `malformed` for a damaged ELF file, `notFound` or `inputOutput` where it cannot be read.
    public init(path: String) throws(LayerError) {
        self = try Self.read(InputFile(path), named: path)
    }

    /// Looks at a file in memory.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: What errors call it.
    /// - Throws: ``LayerError`` with code `malformed` for a damaged ELF file.
    public init(_ bytes: [UInt8], named name: String = "The file") throws(LayerError) {
        self = try Self.read(MemorySource(content: bytes), named: name)
    }

    private static func read<Source: ByteSource & ~Copyable>(
        _ source: borrowing Source,
        named name: String
    ) throws(LayerError) -> ExecutableFormat {
        let start = try source.bytes(at: 0, count: lineLimit)
        if start.starts(with: ELFHeader.magic) { return .elf(try ELFParser.parse(source, named: name)) }
        guard start.starts(with: "#!".utf8) else { return .unknown }
        let line = start.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") && $0 != 0 }
        let text = String(decoding: line, as: UTF8.self).filter { $0 != "\r" }
        let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "\t" }
        guard let interpreter = parts.first else { return .unknown }
        let argument = parts.count > 1 ? Self.trimmed(parts[1]) : ""
        return .script(interpreter: String(interpreter), argument: argument.isEmpty ? nil : argument)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
