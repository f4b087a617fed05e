package import StrataAPI
package import StrataModel

/// Two runs side by side, or the fields to choose them with.
package struct ComparePage: DashboardPage {
    package let template = "compare"
    package let title: String
    let picker: ComparePicker
    /// `nil` where two have not been chosen.
    let result: ComparisonView?

    /// Shows what was compared.
    ///
    /// - Parameters:
    ///   - comparison: What was found; `nil` where two have not been chosen.
    ///   - picker: What can be chosen.
    ///   - now: The present.
    package init(_ comparison: Comparison?, picker: ComparePicker, now: Timestamp) {
        self.picker = picker
        result = comparison.map { ComparisonView($0, now: now) }
        title = comparison.map { "Compare \($0.left.run.short) and \($0.right.run.short)" } ?? "Compare"
    }
}
