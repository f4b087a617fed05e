import StrataModel

/// What is said of a node: states, counts and times, from the outline as it is now.
struct NodeFacts {
    private let outline: PipelineOutline
    /// At most this many cells make a group's strip.
    private static let cells = 200

    init(_ outline: PipelineOutline) {
        self.outline = outline
    }

    /// A node that has no place yet.
    func node(for item: SceneItem, isBox: Bool, parent: String?) -> GraphWindow.Node {
        let first = Int(item.first)
        let function = outline.functions[outline.functionKeys[first]]
        var node = GraphWindow.Node(
            id: item.id,
            kind: isBox ? .box : item.members.count > 1 ? .group : .run,
            run: item.first,
            parent: parent,
            function: outline.functionKeys[first],
            label: item.isRest ? "other runs" : outline.label(of: item.first),
            state: StateCode(byte: outline.states[first]).state ?? .created,
            size: item.members.count,
            children: 0,
            attempt: Int32(outline.attempts[first]),
            created: outline.created[first],
            started: outline.started[first] > 0 ? outline.started[first] : nil,
            ended: outline.ended[first] > 0 ? outline.ended[first] : nil,
            isAwaited: outline.awaited[first],
            isLight: function?.kind == .closure && item.members.count == 1,
            isCritical: false,
            x: 0,
            y: 0,
            width: 0,
            height: 0
        )
        if item.members.count > 1 {
            describeGroup(item.members, in: &node)
        } else {
            node.children = outline.childCount(of: item.first)
            if node.children > 0 { node.counts = outline.childCounts(of: item.first).named }
        }
        return node
    }

    private func describeGroup(_ members: [RunIndex], in node: inout GraphWindow.Node) {
        var counts = [Int](repeating: 0, count: StateCode.count)
        var durations: [Int64] = []
        durations.reserveCapacity(members.count)
        var (started, ended, allEnded) = (Int64.max, Int64(0), true)
        for member in members {
            let place = Int(member)
            counts[Int(outline.states[place])] += 1
            if outline.started[place] > 0 { started = min(started, outline.started[place]) }
            if outline.ended[place] > 0 { ended = max(ended, outline.ended[place]) } else { allEnded = false }
            if let duration = outline.duration(of: member) { durations.append(duration) }
        }
        let states = PipelineOutline.dictionary(counts)
        node.state = states.keys.max { $0.severity < $1.severity } ?? .created
        node.counts = states.named
        node.heat = heat(members)
        node.durations = DurationSummary(durations)
        node.started = started < .max ? started : nil
        node.ended = allEnded && ended > 0 ? ended : nil
        node.attempt = 0
    }

    private func heat(_ members: [RunIndex]) -> [RunState] {
        let cells = min(members.count, Self.cells)
        var worst = [RunState](repeating: .cached, count: cells)
        // By code, so that 90,000 members cost no search.
        let severities = RunState.allCases.map(\.severity)
        let states = RunState.allCases
        var levels = [Int](repeating: -1, count: cells)
        for (place, member) in members.enumerated() {
            let cell = place * cells / members.count
            let code = Int(outline.states[Int(member)])
            guard severities[code] > levels[cell] else { continue }
            levels[cell] = severities[code]
            worst[cell] = states[code]
        }
        return worst
    }
}
