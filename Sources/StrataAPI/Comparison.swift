public import StrataModel

/// What two runs, each with the runs below it, have in common and what not.
///
/// The left one is the older or the good one by custom; nothing depends on it. Lists are bounded, and say how many there are.
public struct Comparison: Sendable, Hashable, Codable {
    /// The one side.
    public var left: Side
    /// The other side.
    public var right: Side
    /// Settings of the two pipeline runs, in a fixed order: state, function, arguments, version and so on.
    public var settings: [Setting]
    /// The inputs of the two runs, in the order of the right one's parameters.
    public var inputs: [Value]
    /// Their outputs; `nil` where neither has one.
    public var output: Value?
    /// The functions whose runs stand below the two, those whose source differs first.
    public var functions: [Function]
    /// Runs that belong together, or have no counterpart, in the order of the work: all where there are at most
    /// ``runLimit``, else the first ones that differ.
    public var runs: [Pair]
    /// How many pairs there are in all.
    public var runCount: Int
    /// How many of them differ in state or output, or have no counterpart.
    public var differingCount: Int
    /// The first pair in the order of the work that differs while nothing below it does: where to look first.
    public var first: First?
    /// The metrics of runs that belong together.
    public var metrics: [Metric]

    /// Collects what was found.
    public init(
        left: Side,
        right: Side,
        settings: [Setting] = [],
        inputs: [Value] = [],
        output: Value? = nil,
        functions: [Function] = [],
        runs: [Pair] = [],
        runCount: Int = 0,
        differingCount: Int = 0,
        first: First? = nil,
        metrics: [Metric] = []
    ) {
        self.left = left
        self.right = right
        self.settings = settings
        self.inputs = inputs
        self.output = output
        self.functions = functions
        self.runs = runs
        self.runCount = runCount
        self.differingCount = differingCount
        self.first = first
        self.metrics = metrics
    }

    /// At most this many pairs of runs are listed.
    public static let runLimit = 200

    /// One of the two.
    public struct Side: Sendable, Hashable, Codable {
        /// The run that is compared; number 0 for a whole pipeline run.
        public var run: RunID
        /// The run's function's name for people.
        public var label: String
        /// The run's state.
        public var state: RunState
        /// Its pipeline run.
        public var summary: PipelineRunSummary

        /// Describes a side.
        public init(run: RunID, label: String, state: RunState, summary: PipelineRunSummary) {
            self.run = run
            self.label = label
            self.state = state
            self.summary = summary
        }
    }

    /// One setting of both sides, in words.
    public struct Setting: Sendable, Hashable, Codable {
        /// What it is, for example `Arguments`.
        public var name: String
        /// The left one's; `nil` for none.
        public var left: String?
        /// The right one's; `nil` for none.
        public var right: String?
        /// Whether they are the same.
        public var isEqual: Bool { left == right }

        /// Describes a setting.
        public init(name: String, left: String?, right: String?) {
            self.name = name
            self.left = left
            self.right = right
        }
    }

    /// The first difference, with what went into it.
    public struct First: Sendable, Hashable, Codable {
        /// The runs.
        public var pair: Pair
        /// Their inputs.
        public var inputs: [Value]

        /// Describes the first difference.
        public init(pair: Pair, inputs: [Value]) {
            self.pair = pair
            self.inputs = inputs
        }
    }
}
