package import StrataAPI
package import StrataModel

/// The list of pipeline runs.
package struct RunsPage: DashboardPage {
    package let template = "runs"
    package let title = "Runs"
    let rows: [RunRow]
    let form: RunsForm
    /// How many rows there are, in words.
    let total: String
    /// Whether the store has no pipeline run at all.
    let isNew: Bool
    /// Whether none matches.
    let hasNoMatch: Bool
    /// The page before; `nil` for none.
    let previousPage: String?
    /// The page after; `nil` for none.
    let nextPage: String?

    /// How many rows a page has.
    package static let rowsPerPage = 50

    /// Shows one page of the list.
    ///
    /// - Parameters:
    ///   - runs: The pipeline runs, the newest first.
    ///   - filter: What they were narrowed down by.
    ///   - facets: What can be chosen.
    ///   - now: The present.
    package init(_ runs: Page<PipelineRunSummary>, filter: RunsFilter, facets: FilterChoices, now: Timestamp) {
        rows = runs.items.map { RunRow($0, now: now) }
        form = RunsForm(filter, facets)
        isNew = rows.isEmpty && !filter.isNarrow && filter.cursor == nil
        hasNoMatch = rows.isEmpty && !isNew
        previousPage = filter.preceding
        nextPage = runs.next.map(filter.following)
        let count = PageText.count(rows.count, "pipeline run")
        let isWhole = previousPage == nil && nextPage == nil
        total =
            rows.isEmpty ? "" : isWhole ? count : filter.cursor == nil ? "The newest \(count)" : "\(count) on this page"
    }
}

/// What lists can be narrowed down by.
package struct FilterChoices: Sendable, Hashable {
    /// Users who started pipeline runs.
    package var users: [String]
    /// Tags of pipeline runs.
    package var tags: [String]
    /// Root functions: stable name and label.
    package var functions: [String: String]

    /// Collects them.
    package init(users: [String] = [], tags: [String] = [], functions: [String: String] = [:]) {
        self.users = users
        self.tags = tags
        self.functions = functions
    }
}
