import StrataModel

/// The runs that one run made, like ones taken together.
///
/// Depends on which runs there are and what they wait for, never on their states: a drawing keeps its shape while it runs.
struct FoldedChildren: Sendable {
    /// The runs, item by item, in order of their numbers within each item.
    var members: [RunIndex]
    /// Where each item's members begin; one more than there are items.
    var starts: [Int32]
    /// Whether an item stands for all that was too much to be drawn, whatever its function.
    var hasRest: Bool
    /// The least number of like runs that are drawn as one.
    static let threshold = 4

    /// How many items there are.
    var count: Int {
        starts.count - 1
    }

    /// The runs of an item.
    func members(of item: Int) -> ArraySlice<RunIndex> {
        members[Int(starts[item])..<Int(starts[item + 1])]
    }
}
