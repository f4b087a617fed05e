import FoundationEssentials
import StrataEngine

/// Where a page ended: the key of its last row, so that rows added meanwhile move nothing.
///
/// Outside it is opaque: base64url of a letter for the kind of list and the key's numbers.
struct PageCursor: Equatable {
    /// The list it belongs to.
    enum Kind: String {
        case pipelineRuns = "p"
        case functions = "f"
        case lines = "l"
        case family = "t"
    }

    let kind: Kind
    let values: [Int64]

    /// Points behind the row with this key.
    init(_ kind: Kind, _ values: [Int64]) {
        self.kind = kind
        self.values = values
    }

    /// The text for clients.
    var text: String {
        let plain = ([kind.rawValue] + values.map(String.init)).joined(separator: ",")
        return Data(plain.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Reads a cursor of a list of this kind, whose keys have `count` numbers.
    ///
    /// - Throws: ``StoreError`` with code `notFound` for any other text.
    init(_ text: String, _ kind: Kind, count: Int) throws {
        guard let values = Self.values(text, kind), values.count == count else {
            throw StoreError(
                .notFound,
                "The cursor '\(text.prefix(100))' is none of this list.",
                remedy: "Start again without a cursor."
            )
        }
        self.init(kind, values)
    }

    private static func values(_ text: String, _ kind: Kind) -> [Int64]? {
        guard text.utf8.count <= 200 else { return nil }
        var padded = text.replacing("-", with: "+").replacing("_", with: "/")
        while !padded.utf8.count.isMultiple(of: 4) { padded += "=" }
        guard let data = Data(base64Encoded: padded), let plain = String(validating: data, as: UTF8.self) else {
            return nil
        }
        let parts = plain.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.first == kind.rawValue[...] else { return nil }
        let values = parts.dropFirst().compactMap { Int64($0) }
        return values.count == parts.count - 1 ? values : nil
    }
}
