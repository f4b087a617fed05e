package import StrataAPI
package import StrataModel

extension PipelineOutline {
    /// Notes what a function is called.
    package mutating func register(_ function: FunctionRecord, as key: FunctionKey) {
        functions[key] = OutlineFunction(function)
        version += 1
    }

    /// Adds runs with the edges that lead to them; those that are there already take the state and times given.
    ///
    /// Costs what the new runs and edges cost. Edges to runs that are there already are left out, since a run's edges are
    /// known when it is created.
    package mutating func append(_ runs: [RunOutline], edges: [RunEdge]) {
        reserve(runs.count, edges: edges.count)
        var fresh = Set<RunIndex>(minimumCapacity: edges.isEmpty ? 0 : runs.count)
        for run in runs {
            if contains(run.index) {
                update(
                    run: run.index,
                    state: run.state,
                    attempt: run.attempt,
                    started: run.started,
                    ended: run.ended
                )
            } else if insert(run), !edges.isEmpty {
                fresh.insert(run.index)
            }
        }
        append(edges, to: fresh)
        version += 1
    }

    /// Adds a run that a driver made.
    package mutating func append(_ run: RunRecord) {
        append(
            [RunOutline(run)],
            edges: run.dependencies.map {
                RunEdge(target: run.index, source: $0.run, input: $0.input ?? -1, path: $0.path)
            }
        )
    }

    /// Notes the state of a run and what is known of its times; `nil` leaves as it is what is there.
    ///
    /// - Returns: Whether there is such a run.
    @discardableResult
    package mutating func update(
        run: RunIndex,
        state: RunState,
        attempt: Int32? = nil,
        started: Int64? = nil,
        ended: Int64? = nil
    ) -> Bool {
        guard contains(run) else { return false }
        let place = Int(run)
        let code = StateCode(state).byte
        let old = states[place]
        if old != code {
            groups.count(old, in: groupOf[place], by: -1)
            groups.count(code, in: groupOf[place], by: 1)
            totals[Int(old)] -= 1
            totals[Int(code)] += 1
            states[place] = code
        }
        if let attempt { attempts[place] = UInt16(clamping: attempt) }
        if let started { self.started[place] = started }
        if let ended { self.ended[place] = ended }
        latest = max(latest, started ?? 0, ended ?? 0)
        version += 1
        return true
    }

    /// Takes in a change as drivers send them.
    ///
    /// - Returns: `false` where it speaks of a run that is not there: then the runs have to be read again.
    @discardableResult
    package mutating func apply(_ change: RecordChange) -> Bool {
        switch change {
        case .function(let key, let function):
            register(function, as: key)
        case .created(let run):
            append(run)
        case .transition(let step):
            let time = step.time.microseconds
            return update(
                run: step.index,
                state: step.to,
                attempt: step.attempt,
                started: step.to == .running ? time : nil,
                ended: step.to.isTerminal ? time : nil
            )
        case .log, .metric, .ended:
            break
        }
        return true
    }

    /// Puts a run at its place and into its group.
    ///
    /// - Returns: Whether its number makes sense.
    private mutating func insert(_ run: RunOutline) -> Bool {
        guard run.index >= 0, Int(run.index) < parents.count + Self.largestGap else {
            refusedCount += 1
            return false
        }
        while parents.count <= Int(run.index) { appendHole() }
        let place = Int(run.index)
        // A parent that is not there, or came later, would hide the run: it is shown beside the root.
        let parent = run.parent < run.index && contains(run.parent) ? run.parent : -1
        let code = StateCode(run.state).byte
        parents[place] = parent
        functionKeys[place] = run.function
        states[place] = code
        attempts[place] = UInt16(clamping: run.attempt)
        awaited[place] = run.isAwaited
        created[place] = run.created
        started[place] = run.started
        ended[place] = run.ended
        join(run.index, parent: parent, function: run.function, code: code)
        totals[Int(code)] += 1
        runCount += 1
        latest = max(latest, run.created, run.started, run.ended)
        return true
    }

    private mutating func join(_ run: RunIndex, parent: RunIndex, function: FunctionKey, code: UInt8) {
        let (group, isNew) = groups.number(parent: parent, function: function)
        if isNew {
            let head = parent < 0 ? firstRootGroup : firstGroup[Int(parent)]
            groups.next[Int(group)] = head
            if parent < 0 { firstRootGroup = group } else { firstGroup[Int(parent)] = group }
        }
        let last = groups.last[Int(group)]
        if last < 0 { groups.first[Int(group)] = run } else { nextInGroup[Int(last)] = run }
        groups.last[Int(group)] = run
        groups.sizes[Int(group)] += 1
        groups.count(code, in: group, by: 1)
        groupOf[Int(run)] = group
    }

    private mutating func append(_ edges: [RunEdge], to fresh: Set<RunIndex>) {
        guard !fresh.isEmpty else { return }
        // The sort is stable in effect: edges of one run keep their order by the order of their numbers.
        let isSorted = zip(edges, edges.dropFirst()).allSatisfy { $0.target <= $1.target }
        let ordered =
            isSorted
            ? edges
            : edges.enumerated().sorted { ($0.element.target, $0.offset) < ($1.element.target, $1.offset) }
                .map(\.element)
        for edge in ordered where fresh.contains(edge.target) && contains(edge.source) {
            let place = Int(edge.target)
            if edgeCounts[place] == 0 { firstEdge[place] = Int32(clamping: edgeSources.count) }
            edgeCounts[place] += 1
            edgeSources.append(edge.source)
            edgeInputs.append(Int16(clamping: edge.input))
            edgePaths.append(paths.code(edge.path))
        }
    }

    private mutating func appendHole() {
        parents.append(-1)
        functionKeys.append(0)
        states.append(StateCode.absent)
        attempts.append(0)
        awaited.append(false)
        created.append(0)
        started.append(0)
        ended.append(0)
        groupOf.append(-1)
        nextInGroup.append(-1)
        firstGroup.append(-1)
        firstEdge.append(0)
        edgeCounts.append(0)
    }

    /// Makes exact room where much comes at once, which is when a pipeline run is read from the store.
    private mutating func reserve(_ runs: Int, edges: Int) {
        if runs > parents.count {
            let room = parents.count + runs
            parents.reserveCapacity(room)
            functionKeys.reserveCapacity(room)
            states.reserveCapacity(room)
            attempts.reserveCapacity(room)
            awaited.reserveCapacity(room)
            created.reserveCapacity(room)
            started.reserveCapacity(room)
            ended.reserveCapacity(room)
            groupOf.reserveCapacity(room)
            nextInGroup.reserveCapacity(room)
            firstGroup.reserveCapacity(room)
            firstEdge.reserveCapacity(room)
            edgeCounts.reserveCapacity(room)
        }
        if edges > edgeSources.count {
            let room = edgeSources.count + edges
            edgeSources.reserveCapacity(room)
            edgeInputs.reserveCapacity(room)
            edgePaths.reserveCapacity(room)
        }
    }
}

extension RunOutline {
    /// What a graph needs of a record.
    package init(_ run: RunRecord) {
        self.init(
            index: run.index,
            parent: run.parent ?? -1,
            function: run.function,
            state: run.state,
            attempt: run.attempt,
            isAwaited: run.isAwaited,
            created: run.times.created.microseconds,
            started: run.times.started?.microseconds ?? 0,
            ended: run.times.ended?.microseconds ?? 0
        )
    }
}
