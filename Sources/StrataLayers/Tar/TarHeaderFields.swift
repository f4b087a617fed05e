/// What one header block says; what does not fit is said by a PAX header before it.
struct TarHeaderFields {
    var path: [UInt8]
    var type: UInt8
    var mode: UInt16
    var uid = 0
    var gid = 0
    var size: Int64 = 0
    var time: Int64
    var linkName: [UInt8] = []

    /// The blocks that begin an entry: the header, and before it a PAX header where one is needed.
    func blocks() -> [UInt8] {
        var records: [(key: String, value: [UInt8])] = []
        let name = Self.split(path)
        if name == nil { records.append(("path", path)) }
        if !Self.isPlain(linkName, limit: 100) { records.append(("linkpath", linkName)) }
        if size > Self.largest(11) { records.append(("size", Array(String(size).utf8))) }
        if uid > Self.largest(7) { records.append(("uid", Array(String(uid).utf8))) }
        if gid > Self.largest(7) { records.append(("gid", Array(String(gid).utf8))) }
        // The mode is in the header at any rate; the name there is for programs that do not know PAX.
        let header = block(prefix: name?.prefix ?? [], name: name?.name ?? Self.fallback(path))
        guard !records.isEmpty else { return header }
        return paxBlocks(records) + header
    }

    private func paxBlocks(_ records: [(key: String, value: [UInt8])]) -> [UInt8] {
        let content = records.flatMap { PaxRecord.encode($0.key, $0.value) }
        let pax = TarHeaderFields(
            path: Array("PaxHeaders.0/entry".utf8),
            type: UInt8(ascii: "x"),
            mode: 0o644,
            size: Int64(content.count),
            time: time
        )
        let padding = [UInt8](repeating: 0, count: TarHeader.padding(after: Int64(content.count)))
        return pax.block(prefix: [], name: pax.path) + content + padding
    }

    private func block(prefix: [UInt8], name: [UInt8]) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: TarHeader.blockSize)
        func put(_ bytes: some Sequence<UInt8>, _ field: Range<Int>) {
            for (index, byte) in zip(field, bytes) { block[index] = byte }
        }
        func put(number: Int64, _ field: Range<Int>) {
            let digits = String(number, radix: 8)
            // What does not fit stands in the PAX header.
            let fitting = digits.utf8.count < field.count ? digits : "0"
            put((String(repeating: "0", count: field.count - 1 - fitting.utf8.count) + fitting).utf8, field)
        }
        put(name, TarHeader.name)
        put(number: Int64(mode), TarHeader.mode)
        put(number: Int64(uid), TarHeader.uid)
        put(number: Int64(gid), TarHeader.gid)
        put(number: size, TarHeader.size)
        put(number: time, TarHeader.time)
        block[TarHeader.type] = type
        put(Self.isPlain(linkName, limit: 100) ? linkName : Self.fallback(linkName), TarHeader.linkName)
        put("ustar\u{0}00".utf8, TarHeader.magic.lowerBound..<TarHeader.version.upperBound)
        put(number: 0, TarHeader.deviceMajor)
        put(number: 0, TarHeader.deviceMinor)
        put(prefix, TarHeader.prefix)
        let sum = String(TarHeader.sums(of: block).unsigned, radix: 8)
        put((String(repeating: "0", count: 6 - sum.utf8.count) + sum + "\u{0} ").utf8, TarHeader.checksum)
        return block
    }

    /// The largest number that `digits` octal digits write.
    static func largest(_ digits: Int) -> Int64 {
        1 << Int64(3 * digits) - 1
    }

    private static func isPlain(_ bytes: some Collection<UInt8>, limit: Int) -> Bool {
        bytes.count <= limit && bytes.allSatisfy { $0 < 0x80 }
    }

    /// A path as the two fields of the header; `nil` where it does not fit.
    private static func split(_ path: [UInt8]) -> (prefix: [UInt8], name: [UInt8])? {
        guard isPlain(path, limit: 256) else { return nil }
        if path.count <= 100 { return ([], path) }
        // The last slash that leaves a name; of all places the one with the longest prefix that fits.
        let slashes = path.indices.filter {
            path[$0] == UInt8(ascii: "/") && $0 <= 155 && $0 < path.count - 1 && $0 > 0
        }
        guard let slash = slashes.last, path.count - slash - 1 <= 100 else { return nil }
        return (Array(path[..<slash]), Array(path[(slash + 1)...]))
    }

    private static func fallback(_ bytes: [UInt8]) -> [UInt8] {
        bytes.prefix(100).map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }
    }
}
