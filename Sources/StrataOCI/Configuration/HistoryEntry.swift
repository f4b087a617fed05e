/// One line of an image's history.
///
/// There must be one for each layer, or tools that take images apart by their history lose layers.
public struct HistoryEntry: Sendable, Hashable {
    /// The entry with all its members.
    public private(set) var document: JSONObject

    init(_ document: JSONObject) {
        self.document = document
    }

    /// Describes a layer, or a change that made none.
    ///
    /// - Parameters:
    ///   - created: When, as RFC 3339 has it.
    ///   - createdBy: What made it.
    ///   - comment: A word about it, or `nil`.
    ///   - isEmptyLayer: Whether it changed the configuration only.
    public init(created: String?, createdBy: String, comment: String? = nil, isEmptyLayer: Bool = false) {
        document = JSONObject()
        if let created { document["created"] = RawJSON(created) }
        document["created_by"] = RawJSON(createdBy)
        if let comment { document["comment"] = RawJSON(comment) }
        if isEmptyLayer { document["empty_layer"] = RawJSON(true) }
    }

    /// What made it.
    public var createdBy: String { document["created_by"]?.string ?? "" }
    /// Whether it changed the configuration only.
    public var isEmptyLayer: Bool { document["empty_layer"]?.bool ?? false }

    var json: RawJSON { document.json }
}
