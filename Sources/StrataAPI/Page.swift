/// One page of a longer list.
public struct Page<Item: Sendable & Codable>: Sendable, Codable {
    /// The items, in the order of the list.
    public var items: [Item]
    /// Where the next page begins: passed back as `cursor`; `nil` on the last page.
    ///
    /// Opaque; stays valid while the server keeps its store, also when items are added meanwhile.
    public var next: String?

    /// Describes a page.
    public init(items: [Item], next: String? = nil) {
        self.items = items
        self.next = next
    }
}

extension Page: Equatable where Item: Equatable {}
