package import StrataAPI
package import StrataModel

/// Two runs side by side, or the fields to choose them with.
package struct ComparePage: DashboardPage {
    package let template = "compare"
    package let title: String
    let picker: ComparePicker
    /// `nil` where two have not been chosen.
    let result: ComparisonView?
    /// Why there is none, where something else was asked for; `nil` for no reason.
    let problem: ProblemView?

    /// Shows what was compared.
    ///
    /// - Parameters:
    ///   - comparison: What was found; `nil` where two have not been chosen.
    ///   - picker: What can be chosen.
    ///   - problem: Why what was chosen cannot be compared; `nil` for no reason.
    ///   - now: The present.
    package init(_ comparison: Comparison?, picker: ComparePicker, problem: Problem? = nil, now: Timestamp) {
        self.picker = picker
        self.problem = problem.map { ProblemView(detail: $0.detail, remedy: $0.remedy) }
        result = comparison.map { ComparisonView($0, now: now) }
        title = comparison.map { "Compare \($0.left.run.short) and \($0.right.run.short)" } ?? "Compare"
    }

    /// A refusal in words.
    struct ProblemView: Sendable {
        let detail: String
        let remedy: String?
    }
}
