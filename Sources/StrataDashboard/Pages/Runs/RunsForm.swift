import StrataModel

/// The fields that narrow the list of pipeline runs down.
struct RunsForm: Sendable {
    /// One entry of a menu or one chip.
    struct Choice: Sendable, Hashable {
        let value: String
        let text: String
        let isChosen: Bool
    }

    /// A tag that is asked for.
    struct ChosenTag: Sendable, Hashable {
        let value: String
        /// The same list without it.
        let without: String
    }

    let states: [Choice]
    let functions: [Choice]
    let users: [Choice]
    let ranges: [Choice]
    let chosenTags: [ChosenTag]
    /// Tags to choose from.
    let moreTags: [String]
    let text: String
    let since: String
    let until: String
    /// Whether something is narrowed down.
    let isNarrow: Bool
    /// Whether exact times are given, so that their fields are shown open.
    let isExact: Bool

    init(_ filter: RunsFilter, _ facets: FilterChoices) {
        states = PipelineRunState.allCases.map {
            Choice(value: $0.rawValue, text: $0.rawValue, isChosen: filter.states.contains($0))
        }
        functions = Self.menu(
            facets.functions.map { ($0.key, $0.value.isEmpty ? $0.key : $0.value) },
            chosen: filter.function
        )
        users = Self.menu(facets.users.map { ($0, $0) }, chosen: filter.user)
        chosenTags = filter.tags.map { tag in
            ChosenTag(value: tag, without: filter.changed { $0.tags.removeAll { $0 == tag } })
        }
        moreTags = facets.tags.filter { !filter.tags.contains($0) }
        text = filter.text ?? ""
        var preset: RunsRange.Preset?
        var bounds: (since: RunsRange.Moment?, until: RunsRange.Moment?)
        switch filter.range {
        case .always: break
        case .last(let chosen): preset = chosen
        case .between(let first, let last): bounds = (first, last)
        }
        ranges = RunsRange.Preset.allCases.map {
            Choice(value: $0.rawValue, text: $0.words, isChosen: $0 == preset)
        }
        since = bounds.since?.text ?? ""
        until = bounds.until?.text ?? ""
        isExact = bounds.since != nil || bounds.until != nil
        isNarrow = filter.isNarrow
    }

    /// Entries sorted by their text; one that is chosen and not among them comes first, so that the form keeps it.
    private static func menu(_ entries: [(value: String, text: String)], chosen: String?) -> [Choice] {
        let counts = entries.reduce(into: [String: Int]()) { $0[$1.text, default: 0] += 1 }
        var choices = entries.sorted { ($0.text.lowercased(), $0.value) < ($1.text.lowercased(), $1.value) }.map {
            entry in
            // Two functions may have the same label.
            let text = counts[entry.text] == 1 ? entry.text : "\(entry.text) (\(entry.value))"
            return Choice(value: entry.value, text: text, isChosen: entry.value == chosen)
        }
        if let chosen, !choices.contains(where: \.isChosen) {
            choices.insert(Choice(value: chosen, text: chosen, isChosen: true), at: 0)
        }
        return choices
    }
}
