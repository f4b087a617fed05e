package import StrataAPI

/// The fields in which two JSON values differ.
package enum JSONDifference {
    /// Compares two values field by field, members by their names, items by their positions.
    ///
    /// - Parameters:
    ///   - left: The one value's JSON.
    ///   - right: The other's.
    ///   - limit: How many fields to list at most.
    /// - Returns: The fields in the order of paths and whether there are more; `nil` where one of the two is no JSON.
    package static func fields(
        _ left: [UInt8],
        _ right: [UInt8],
        limit: Int = Comparison.Value.fieldLimit
    ) -> (fields: [Comparison.Field], hasMore: Bool)? {
        guard let one = JSONTree(left), let other = JSONTree(right) else { return nil }
        var found = Finding(limit: limit)
        found.compare(one, other, at: "")
        return (found.fields, found.hasMore)
    }

    /// At most this many characters of a value are shown.
    private static let shown = 200

    private struct Finding {
        let limit: Int
        var fields: [Comparison.Field] = []
        var hasMore = false

        /// Recursion is as deep as the values, and those are as deep as the parser allows.
        mutating func compare(_ left: JSONTree?, _ right: JSONTree?, at path: String) {
            guard !hasMore, left != right else { return }
            switch (left, right) {
            case (.object(let one), .object(let other)):
                for key in Set(one.keys).union(other.keys).sorted() {
                    compare(one[key], other[key], at: path + JSONDifference.step(key, after: path))
                }
            case (.array(let one), .array(let other)):
                for position in 0..<max(one.count, other.count) {
                    guard !hasMore else { return }
                    compare(
                        position < one.count ? one[position] : nil,
                        position < other.count ? other[position] : nil,
                        at: "\(path)[\(position)]"
                    )
                }
            default:
                guard fields.count < limit else {
                    hasMore = true
                    return
                }
                fields.append(
                    Comparison.Field(
                        path: path,
                        left: left?.text(limit: shown),
                        right: right?.text(limit: shown)
                    )
                )
            }
        }
    }

    /// A member's name as Swift would write it, or in brackets where it is no plain word.
    private static func step(_ key: String, after path: String) -> String {
        let isPlain =
            !key.isEmpty && key.count <= 100
            && key.utf8.allSatisfy {
                ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z")) || $0 == UInt8(ascii: "_")
                    || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
            }
        guard isPlain else { return "[\(JSONTree.quoted(key.prefix(100)))]" }
        return path.isEmpty ? key : "." + key
    }
}
