import Strata
import StrataModel

/// A run with what it made, without what differs from one execution to the next.
struct RunTree: Hashable, CustomStringConvertible {
    var function: String
    var state: RunState
    /// The output as JSON.
    var output: String?
    var children: [RunTree] = []
    /// Whether the children are awaited calls.
    var isCaller = false

    var description: String {
        let below = children.isEmpty ? "" : " {" + children.map(\.description).joined(separator: ", ") + "}"
        return "\(function) \(state.rawValue) \(output ?? "-")\(below)"
    }

    /// The same tree as a runner shows it that keeps no outputs.
    var withoutOutputs: RunTree {
        var tree = self
        tree.output = nil
        tree.children = children.map(\.withoutOutputs)
        if isCaller { tree.children.sort { $0.description < $1.description } }
        return tree
    }
}

extension RunTree {
    /// The tree of the runs that a runner told of.
    init?(_ history: RunHistory) {
        guard history.runs[0] != nil else { return nil }
        self.init(0, history)
    }

    private init(_ run: RunIndex, _ history: RunHistory) {
        let record = history.runs[run]
        self.init(
            function: record.flatMap { history.functions[$0.function] }?.label ?? "?",
            state: record?.state ?? .created,
            output: record?.output?.inline.map { String(decoding: $0, as: UTF8.self) }
        )
        let made = history.runs.values.filter { $0.parent == run }.sorted { $0.index < $1.index }
        children = made.map { RunTree($0.index, history) }
        // Concurrent calls come in any order.
        isCaller = made.contains(where: \.isAwaited)
        if isCaller { children.sort { $0.description < $1.description } }
    }
}
