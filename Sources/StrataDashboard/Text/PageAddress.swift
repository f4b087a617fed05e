package import StrataModel

/// Addresses of pages and of the API, with everything that comes from outside percent-encoded.
package enum PageAddress {
    /// The page of a pipeline run.
    package static func pipelineRun(_ id: PipelineRunID) -> String {
        "/pipeline-runs/\(id)"
    }

    /// The page of a run.
    package static func run(_ id: RunID) -> String {
        "/runs/\(id)"
    }

    /// The page of a function, by its stable name.
    package static func function(_ name: String) -> String {
        "/functions/\(encoded(name))"
    }

    /// The page that compares two runs or pipeline runs, by their identifiers or `last-good`.
    package static func compare(left: String?, right: String?) -> String {
        let fields = [("left", left), ("right", right)].compactMap { name, value in value.map { (name, $0) } }
        return address("/compare", fields)
    }

    /// A path with a query; without fields the path alone.
    ///
    /// - Parameters:
    ///   - path: The path, already encoded.
    ///   - fields: Names and values, which are encoded here.
    /// - Returns: The address.
    package static func address(_ path: String, _ fields: [(name: String, value: String)]) -> String {
        guard !fields.isEmpty else { return path }
        return path + "?" + fields.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
    }

    /// A path's or query's component with all but the unreserved characters of RFC 3986 percent-encoded.
    package static func encoded(_ text: some StringProtocol) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        // A component `.` or `..` would be taken for a step in the path.
        if bytes == [UInt8(ascii: ".")] || bytes == [UInt8(ascii: "."), UInt8(ascii: ".")] {
            return bytes.map { _ in "%2E" }.joined()
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
