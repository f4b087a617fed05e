/// The table of the versions of symbols that a file needs (`.gnu.version_r`).
///
/// Linux Standard Base Core Specification 5.0, "Symbol Versioning".
enum ELFVersions {
    /// Far more than the few dozen of real files.
    private static let maximalCount = 8192

    static func required<Source: ByteSource & ~Copyable>(
        _ source: borrowing Source,
        _ dynamic: ELFDynamic
    ) throws(LayerError) -> [ELFFile.RequiredVersions] {
        guard let address = dynamic.values(ELFDynamic.versions).first,
            let count = dynamic.values(ELFDynamic.versionCount).first, count > 0
        else { return [] }
        guard count <= maximalCount, var place = dynamic.fileOffset(of: address) else {
            throw dynamic.malformed("its required versions are not in the file, or too many")
        }
        var result: [ELFFile.RequiredVersions] = []
        var left = maximalCount
        for _ in 0..<count {
            let (library, next) = try library(source, dynamic, place, &left)
            result.append(library)
            if next == 0 { break }
            place += UInt64(next)
        }
        return result
    }

    private static func library<Source: ByteSource & ~Copyable>(
        _ source: borrowing Source,
        _ dynamic: ELFDynamic,
        _ place: UInt64,
        _ left: inout Int
    ) throws(LayerError) -> (ELFFile.RequiredVersions, next: UInt32) {
        let record = try record(source, dynamic, place)
        guard let count: UInt16 = record.number(at: 2), let name: UInt32 = record.number(at: 4),
            let first: UInt32 = record.number(at: 8), let next: UInt32 = record.number(at: 12)
        else { throw dynamic.malformed("a required version is cut off") }
        var versions = ELFFile.RequiredVersions(library: try dynamic.string(source, UInt64(name)), versions: [])
        var place = place + UInt64(first)
        for _ in 0..<count {
            left -= 1
            guard left > 0 else { throw dynamic.malformed("it requires too many versions") }
            let version = try self.record(source, dynamic, place)
            guard let name: UInt32 = version.number(at: 8), let next: UInt32 = version.number(at: 12) else {
                throw dynamic.malformed("a required version is cut off")
            }
            versions.versions.append(try dynamic.string(source, UInt64(name)))
            if next == 0 { break }
            place += UInt64(next)
        }
        return (versions, next)
    }

    private static func record<Source: ByteSource & ~Copyable>(
        _ source: borrowing Source,
        _ dynamic: ELFDynamic,
        _ place: UInt64
    ) throws(LayerError) -> [UInt8] {
        guard place < UInt64(source.size) else { throw dynamic.malformed("a required version is not in the file") }
        return try source.bytes(at: Int64(place), count: 16)
    }
}
