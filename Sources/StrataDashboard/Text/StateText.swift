package import StrataModel

/// A state as pages show it: its name for style sheets, and words.
package struct StateText: Sendable, Hashable {
    /// The state's name: the value of `data-state`.
    package let name: String
    /// What people read.
    package let words: String

    /// A run's state.
    package init(_ state: RunState) {
        name = state.rawValue
        words = Self.words(state)
    }

    /// A pipeline run's state.
    package init(_ state: PipelineRunState) {
        name = state.rawValue
        words = state.rawValue
    }

    /// What people read for a run's state.
    package static func words(_ state: RunState) -> String {
        switch state {
        case .created: "waiting"
        case .ran: "waiting for its runs"
        case .nestedFailed: "failed below"
        default: state.rawValue
        }
    }

    /// The states from what is done to what is still to come.
    package static let byProgress: [RunState] = [
        .succeeded, .cached, .failed, .nestedFailed, .canceled, .running, .retrying, .ran, .scheduled, .created,
    ]

    /// How many runs are in each state, in words: `98 succeeded, 2 failed`; states without runs are left out.
    package static func counts(_ counts: [RunState: Int]) -> String {
        let parts = byProgress.compactMap { state in
            counts[state].flatMap { $0 > 0 ? "\(PageText.count($0)) \(words(state))" : nil }
        }
        return parts.isEmpty ? "no runs yet" : parts.joined(separator: ", ")
    }
}
