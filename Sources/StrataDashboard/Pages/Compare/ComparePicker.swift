package import StrataAPI
package import StrataModel

/// The fields to choose two runs with.
package struct ComparePicker: Sendable {
    /// A pipeline run that can be chosen.
    struct Choice: Sendable {
        /// Its identifier.
        let value: String
        /// How it looks in the list.
        let text: String
    }

    /// A link to a comparison.
    struct Quick: Sendable {
        let text: String
        let href: String
    }

    let left: String
    let right: String
    /// The newest pipeline runs.
    let choices: [Choice]
    /// Comparisons that are often wanted.
    let quick: [Quick]

    /// Offers what there is.
    ///
    /// - Parameters:
    ///   - left: What was chosen for the left; empty for nothing.
    ///   - right: What was chosen for the right; empty for nothing.
    ///   - recent: Pipeline runs to choose from, the newest first: of the right one's function where one is chosen.
    ///   - now: The present.
    package init(left: String, right: String, recent: [PipelineRunSummary], now: Timestamp) {
        self.left = left
        self.right = right
        choices = recent.map { summary in
            let run = summary.pipelineRun
            return Choice(
                value: run.id.description,
                text:
                    "\(PageText.shortened(run.name, to: 80)) · \(run.state.rawValue) · \(MomentText(run.createdAt, now: now).exact)"
            )
        }
        quick = Self.quick(left: left, right: right, recent: recent)
    }

    private static func quick(left: String, right: String, recent: [PipelineRunSummary]) -> [Quick] {
        guard !right.isEmpty else {
            return recent.prefix(3).map { summary in
                Quick(
                    text: "\(PageText.shortened(summary.pipelineRun.name, to: 60)), newest, with its last good run",
                    href: PageAddress.compare(left: "last-good", right: summary.pipelineRun.id.description)
                )
            }
        }
        var quick = [
            Quick(text: "With the last good run", href: PageAddress.compare(left: "last-good", right: right)),
            Quick(text: "With the run before", href: PageAddress.compare(left: "before", right: right)),
        ]
        if !left.isEmpty {
            quick.append(Quick(text: "Swap sides", href: PageAddress.compare(left: right, right: left)))
        }
        return quick
    }
}
