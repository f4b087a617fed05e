import StrataModel

/// The runs of a pipeline run, linked by parent: what trees and graphs are drawn from.
///
/// Building it takes time linear in the number of runs.
struct RunForest {
    /// The runs, in order of index.
    let runs: [RunRecord]
    /// The functions by the keys that the runs use.
    let functions: [FunctionKey: FunctionRecord]
    /// The positions in ``runs`` of the runs directly below each run, by its position.
    let children: [[Int]]
    /// The positions of the runs whose parent is not among the runs; the root alone, unless records are missing.
    let roots: [Int]
    private let positions: [RunIndex: Int]

    /// Links `runs`, which come in order of index.
    init(runs: [RunRecord], functions: [FunctionKey: FunctionRecord]) {
        self.runs = runs
        self.functions = functions
        var positions: [RunIndex: Int] = [:]
        positions.reserveCapacity(runs.count)
        var children = [[Int]](repeating: [], count: runs.count)
        var roots: [Int] = []
        for (position, run) in runs.enumerated() {
            positions[run.index] = position
            // A parent is older than its runs, so it is there by now, and no cycle can be built.
            if let parent = run.parent, let place = positions[parent], place != position {
                children[place].append(position)
            } else {
                roots.append(position)
            }
        }
        self.positions = positions
        self.children = children
        self.roots = roots
    }

    /// Where in ``runs`` the run with this index stands.
    func position(of index: RunIndex) -> Int? {
        positions[index]
    }

    /// The run with this index.
    func run(_ index: RunIndex) -> RunRecord? {
        positions[index].map { runs[$0] }
    }

    /// The function that a run executes.
    func function(of run: RunRecord) -> FunctionRecord? {
        functions[run.function]
    }

    /// The name for people of a run's function.
    func label(of run: RunRecord) -> String {
        functions[run.function].map { Printable.line($0.label) } ?? "function \(run.function)"
    }

    /// A run's function and number: `train .12`.
    func name(of index: RunIndex) -> String {
        guard let run = run(index) else { return ".\(index)" }
        return "\(label(of: run)) .\(index)"
    }

    /// The runs above a run, from the root down, without itself.
    func ancestors(of run: RunRecord) -> [RunRecord] {
        var chain: [RunRecord] = []
        var next = run.parent
        while let index = next, let parent = self.run(index), chain.count < runs.count {
            chain.append(parent)
            next = parent.parent
        }
        return chain.reversed()
    }
}
