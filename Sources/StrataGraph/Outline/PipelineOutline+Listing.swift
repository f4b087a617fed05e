package import StrataModel

extension PipelineOutline {
    /// One page of the runs that match.
    ///
    /// Costs a look at each run that could match: microseconds for thousands.
    package func listing(_ query: RunListingQuery) -> RunListing {
        let codes = Set(query.states.map { StateCode($0).byte })
        let text = query.text.lowercased()
        let number = text.hasPrefix("#") ? RunIndex(text.dropFirst()) : RunIndex(text)
        let named = functionKeys(matching: text)
        var listing = RunListing(items: [], total: 0)
        for run in candidates(query) {
            guard contains(run), codes.isEmpty || codes.contains(states[Int(run)]) else { continue }
            guard text.isEmpty || run == number || named.contains(functionKeys[Int(run)]) else { continue }
            listing.total += 1
            guard run >= query.first else { continue }
            if listing.items.count < query.limit {
                listing.items.append(item(run))
            } else if listing.next == nil {
                listing.next = run
            }
        }
        return listing
    }

    /// The runs that a node stands for: those like `run` with the same parent, itself included; all where it was alone.
    package func members(like run: RunIndex) -> [RunIndex] {
        guard contains(run) else { return [] }
        let folded = folded(childrenOf: parents[Int(run)], limit: SceneBuilder.boxLimit)
        for item in 0..<folded.count where folded.members(of: item).contains(run) {
            return Array(folded.members(of: item))
        }
        return [run]
    }

    private func candidates(_ query: RunListingQuery) -> [RunIndex] {
        if let group = query.group { return members(like: group) }
        if let parent = query.parent { return children(of: parent) }
        return Array(0..<RunIndex(clamping: end))
    }

    private func functionKeys(matching text: String) -> Set<FunctionKey> {
        guard !text.isEmpty else { return [] }
        return Set(
            functions.filter { $0.value.label.lowercased().contains(text) || $0.value.name.lowercased().contains(text) }
                .keys
        )
    }

    private func item(_ run: RunIndex) -> RunListing.Item {
        let place = Int(run)
        return RunListing.Item(
            run: run,
            parent: parents[place] >= 0 ? parents[place] : nil,
            label: label(of: run),
            state: StateCode(byte: states[place]).state ?? .created,
            attempt: Int32(attempts[place]),
            created: created[place],
            started: started[place] > 0 ? started[place] : nil,
            ended: ended[place] > 0 ? ended[place] : nil
        )
    }
}
