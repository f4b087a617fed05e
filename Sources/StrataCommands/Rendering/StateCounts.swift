import StrataModel

/// How many runs are in each state, in words.
enum StateCounts {
    /// For example `98 succeeded, 2 failed`; states without runs are left out.
    static func text(_ counts: [RunState: Int]) -> String {
        let parts = RunState.byProgress.compactMap { state in
            counts[state].flatMap { $0 > 0 ? "\($0) \(state.words)" : nil }
        }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }
}

extension RunState {
    /// The states from what is done to what is still to come.
    static let byProgress: [RunState] = [
        .succeeded, .cached, .failed, .nestedFailed, .canceled, .running, .retrying, .ran, .scheduled, .created,
    ]

    /// The states from the one that most needs a look.
    static let byGravity: [RunState] = [
        .failed, .nestedFailed, .canceled, .retrying, .running, .ran, .scheduled, .created, .succeeded, .cached,
    ]
}
