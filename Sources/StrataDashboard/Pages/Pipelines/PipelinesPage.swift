package import StrataAPI
package import StrataModel

/// The start page: each root function with its latest pipeline runs.
package struct PipelinesPage: DashboardPage {
    package let template = "pipelines"
    package let title = "Pipelines"
    let cards: [PipelineCard]
    /// What was looked for; empty for nothing.
    let query: String
    /// Whether the store has no pipeline run at all.
    let isNew: Bool
    /// Whether something was looked for and not found.
    let hasNoMatch: Bool
    /// The address of the pipelines that come after these; `nil` for none.
    let nextPage: String?
    /// How many there are, in words.
    let total: String

    /// How many latest pipeline runs the page asks for.
    package static let latest = 30

    /// Shows functions, the newest pipeline run first.
    ///
    /// - Parameters:
    ///   - functions: One page of them.
    ///   - query: What to look for in their names and documentation; empty for all.
    ///   - isFirst: Whether the page is the first.
    ///   - now: The present.
    package init(_ functions: Page<FunctionSummary>, query: String, isFirst: Bool, now: Timestamp) {
        let wanted = query.lowercased()
        let matching = functions.items.filter { function in
            wanted.isEmpty
                || [function.name, function.label, function.documentation].contains { $0.lowercased().contains(wanted) }
        }
        cards = matching.map { PipelineCard($0, now: now) }
        self.query = query
        isNew = functions.items.isEmpty && isFirst
        hasNoMatch = matching.isEmpty && !isNew
        nextPage = functions.next.map { next in
            PageAddress.address("/", (query.isEmpty ? [] : [("q", query)]) + [("cursor", next)])
        }
        total = PageText.count(matching.count, "pipeline")
    }
}
