/// What PAX and GNU headers say of the next entry, or of all that follow.
struct PaxAttributes {
    var path: [UInt8]?
    var linkPath: [UInt8]?
    var size: Int64?
    var uid: Int64?
    var gid: Int64?
    var time: Int64?
    var isSparse = false
    /// The name of a sparse file, whose `path` names something that is not there.
    private var sparsePath: [UInt8]?

    /// Takes the records of a header; those it does not know change nothing.
    ///
    /// - Throws: ``LayerError`` with code `malformed`.
    mutating func read(_ content: [UInt8]) throws(LayerError) {
        try PaxRecord.forEach(of: content) { key, value throws(LayerError) in
            let name = String(decoding: key, as: UTF8.self)
            switch name {
            // A value that is empty takes back what a global header said.
            case "path": path = value.isEmpty ? nil : Array(value)
            case "linkpath": linkPath = value.isEmpty ? nil : Array(value)
            case "size": size = try Self.number(name, value)
            case "uid": uid = try Self.number(name, value)
            case "gid": gid = try Self.number(name, value)
            case "mtime": time = try Self.number(name, value)
            case "GNU.sparse.name":
                sparsePath = Array(value)
                isSparse = true
            case _ where name.utf8.starts(with: "GNU.sparse.".utf8): isSparse = true
            default: break
            }
        }
    }

    /// These, and where they say nothing what `defaults` say.
    func over(_ defaults: PaxAttributes) -> PaxAttributes {
        var result = self
        result.path = sparsePath ?? path ?? defaults.path
        result.linkPath = linkPath ?? defaults.linkPath
        result.size = size ?? defaults.size
        result.uid = uid ?? defaults.uid
        result.gid = gid ?? defaults.gid
        result.time = time ?? defaults.time
        return result
    }

    /// A decimal number, rounded down to a whole one.
    private static func number(_ key: String, _ value: ArraySlice<UInt8>) throws(LayerError) -> Int64? {
        guard !value.isEmpty else { return nil }
        let parts = value.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? parts[1] : []
        let isDecimal = fraction.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDecimal, let first = parts.first, let whole = Int64(String(decoding: first, as: UTF8.self)) else {
            throw LayerError(.malformed, "The archive has a PAX header whose '\(key)' is no number.")
        }
        let isNegative = value.first == UInt8(ascii: "-")
        return isNegative && fraction.contains { $0 != UInt8(ascii: "0") } ? whole &- 1 : whole
    }
}
