import StrataAPI
package import StrataModel

/// The runs at and below one run, few bytes each: there may be a hundred thousand.
package struct RunForest: Sendable {
    /// What is kept of a run.
    struct Entry: Sendable {
        var run: Comparison.Run
        /// The position of the function's name among ``names``.
        var function: Int
        /// The runs it made, in order, by their positions among ``entries``.
        var children: [Int] = []
    }

    /// The run at the top, and those below it in the order of their numbers.
    private(set) var entries: [Entry] = []
    /// The functions' stable names.
    private(set) var names: [String] = []

    private let functions: [FunctionKey: FunctionRecord]
    private let top: RunIndex
    private var positions: [RunIndex: Int] = [:]
    private var nameOf: [FunctionKey: Int] = [:]

    /// Starts with no run.
    ///
    /// - Parameters:
    ///   - top: The run whose descendants are wanted.
    ///   - functions: The functions of the pipeline run.
    package init(below top: RunIndex, functions: [FunctionKey: FunctionRecord]) {
        self.top = top
        self.functions = functions
    }

    /// Takes a run in, if it is at or below the top; runs come in the order of their numbers.
    package mutating func add(_ run: RunRecord) {
        let parent = run.parent.flatMap { positions[$0] }
        guard run.index == top || parent != nil, positions[run.index] == nil else { return }
        let position = entries.count
        entries.append(Entry(run: Comparison.Run(run), function: name(of: run.function)))
        positions[run.index] = position
        if run.index != top, let parent { entries[parent].children.append(position) }
    }

    /// The function of an entry; `nil` where the record names one that is not there.
    func function(_ name: String) -> FunctionRecord? {
        functions.values.first { $0.name == name }
    }

    private mutating func name(of key: FunctionKey) -> Int {
        if let known = nameOf[key] { return known }
        let name = functions[key]?.name ?? "function \(key)"
        let position = names.firstIndex(of: name) ?? names.count
        if position == names.count { names.append(name) }
        nameOf[key] = position
        return position
    }
}

extension Comparison.Run {
    /// What comparisons keep of a run.
    init(_ run: RunRecord) {
        var seconds: Double?
        if let started = run.times.started, let ended = run.times.ended {
            let (span, overflow) = ended.microseconds.subtractingReportingOverflow(started.microseconds)
            seconds = overflow ? nil : Double(max(0, span)) / 1_000_000
        }
        self.init(
            index: run.index,
            state: run.state,
            seconds: seconds,
            output: run.output?.reference.digest,
            failure: run.failure.map { String($0.message.prefix(2000)) }
        )
    }
}
