package import StrataAPI
package import StrataModel

/// What the list of pipeline runs is narrowed down by: what its address says.
package struct RunsFilter: Sendable, Hashable {
    /// Only those in one of these states; empty for all.
    package var states: Set<PipelineRunState> = []
    /// Only those of the root function with this stable name.
    package var function: String?
    /// Only those with all of these tags.
    package var tags: [String] = []
    /// Only those that this user started.
    package var user: String?
    /// Only those of a stretch of time.
    package var range: RunsRange = .always
    /// Only those with this text.
    package var text: String?
    /// Where the page begins; `nil` for the first.
    package var cursor: String?
    /// The cursors of the pages before this one after the first, the nearest last.
    package var trail: [String] = []

    /// The names of the fields that an address may have.
    package static let names: Set<String> = [
        "state", "function", "tag", "user", "range", "since", "until", "q", "cursor", "trail",
    ]
    /// How many cursors an address remembers; from further on, going back leads to the first page.
    private static let longestTrail = 40
    private static let mostTags = 20

    /// All pipeline runs.
    package init() {}

    /// Reads an address's fields; empty ones count as absent, as forms send them.
    ///
    /// - Parameter fields: Names and values, decoded, in the order of the address.
    /// - Throws: `Problem` that says which field has what it cannot have.
    package init(_ fields: [(name: String, value: String)]) throws(Problem) {
        var since: String?
        var until: String?
        var preset: String?
        for (name, value) in fields where !value.isEmpty {
            switch name {
            case "state": states.insert(try Self.state(value))
            case "function": function = value
            case "tag": if !tags.contains(value) { tags.append(value) }
            case "user": user = value
            case "range": preset = value
            case "since": since = value
            case "until": until = value
            case "q": text = value
            case "cursor": cursor = value
            case "trail": trail.append(value)
            default: continue
            }
        }
        guard tags.count <= Self.mostTags else {
            throw Problem.field("At most \(Self.mostTags) tags can be asked for at once.")
        }
        trail = Array(trail.suffix(Self.longestTrail))
        range = try RunsRange(preset: preset, since: since, until: until)
        if states.count == PipelineRunState.allCases.count { states = [] }
    }

    /// Whether anything is narrowed down.
    package var isNarrow: Bool {
        !states.isEmpty || function != nil || !tags.isEmpty || user != nil || range != .always || text != nil
    }

    /// What to ask the store.
    package func query(now: Timestamp, limit: Int) -> PipelineRunQuery {
        let (since, until) = range.bounds(now: now)
        return PipelineRunQuery(
            states: states,
            function: function,
            tags: tags,
            user: user,
            since: since,
            until: until,
            text: text,
            limit: limit,
            cursor: cursor
        )
    }

    /// The address of the list that is narrowed down like this.
    package var address: String {
        PageAddress.address("/runs", fields)
    }

    /// The first page of the same with something changed.
    func changed(_ change: (inout RunsFilter) -> Void) -> String {
        var copy = self
        copy.cursor = nil
        copy.trail = []
        change(&copy)
        return copy.address
    }

    /// The page after this one.
    func following(_ next: String) -> String {
        var copy = self
        if let cursor { copy.trail = Array((trail + [cursor]).suffix(Self.longestTrail)) }
        copy.cursor = next
        return copy.address
    }

    /// The page before this one; `nil` for the first.
    var preceding: String? {
        guard cursor != nil else { return nil }
        var copy = self
        copy.cursor = copy.trail.popLast()
        return copy.address
    }

    private var fields: [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        fields += PipelineRunState.allCases.filter(states.contains).map { ("state", $0.rawValue) }
        fields += function.map { [("function", $0)] } ?? []
        fields += tags.map { ("tag", $0) }
        fields += user.map { [("user", $0)] } ?? []
        fields += range.fields
        fields += text.map { [("q", $0)] } ?? []
        fields += cursor.map { [("cursor", $0)] } ?? []
        return fields + trail.map { ("trail", $0) }
    }

    private static func state(_ text: String) throws(Problem) -> PipelineRunState {
        guard let state = PipelineRunState(rawValue: text) else {
            let known = PipelineRunState.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.field("The state '\(PageText.shortened(text, to: 80))' is none; there are \(known).")
        }
        return state
    }
}

extension Problem {
    /// An address has a field that cannot be.
    static func field(_ detail: String) -> Problem {
        Problem(code: "invalid", status: 400, detail: detail, remedy: "Choose again from the fields of the page.")
    }
}
