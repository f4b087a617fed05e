/// Reads ELF files; every offset in them is taken for hostile.
///
/// System V Application Binary Interface, chapters 4 and 5; `elf(5)`.
enum ELFParser {
    static func parse<Source: ByteSource & ~Copyable>(
        _ source: borrowing Source,
        named name: String
    ) throws(LayerError) -> ELFFile {
        let header = try ELFHeader(source, named: name)
        var file = ELFFile(machine: header.machine, type: header.type, isInspected: header.isSupported)
        guard header.isSupported else { return file }
        let segments = try ELFSegment.all(of: source, header, named: name)
        if let segment = segments.first(where: { $0.type == ELFSegment.interpreter }) {
            file.interpreter = try interpreter(source, segment, name)
        }
        guard let segment = segments.first(where: { $0.type == ELFSegment.dynamic }) else { return file }
        let dynamic = try ELFDynamic(source, segment, segments, named: name)
        file.neededLibraries = try dynamic.strings(source, ELFDynamic.needed)
        file.runPath = try dynamic.strings(source, ELFDynamic.runPath).flatMap(folders)
        file.rPath = try dynamic.strings(source, ELFDynamic.rPath).flatMap(folders)
        file.name = try dynamic.strings(source, ELFDynamic.ownName).first
        file.isMarkedPIE = dynamic.values(ELFDynamic.flags1).contains { $0 & 0x0800_0000 != 0 }
        file.requiredVersions = try ELFVersions.required(source, dynamic)
        return file
    }

    private static func interpreter<Source: ByteSource & ~Copyable>(
        _ source: borrowing Source,
        _ segment: ELFSegment,
        _ name: String
    ) throws(LayerError) -> String {
        guard (2...4096).contains(segment.fileSize), let range = segment.range(within: source.size) else {
            throw malformed(name, "it names its loader outside of the file")
        }
        let bytes = try source.bytes(at: range.lowerBound, count: Int(segment.fileSize))
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func folders(_ list: String) -> [String] {
        list.split(separator: ":", omittingEmptySubsequences: true).map(String.init)
    }

    static func malformed(_ name: String, _ what: String) -> LayerError {
        LayerError(.malformed, "\(name) is no sound ELF file: \(what).")
    }
}
