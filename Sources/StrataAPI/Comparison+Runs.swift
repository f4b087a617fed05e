public import StrataModel

extension Comparison {
    /// Two runs that belong together: the same function, the same place among its siblings, below runs that belong together.
    public struct Pair: Sendable, Hashable, Codable {
        /// The function's stable name.
        public var function: String
        /// Its name for people.
        public var label: String
        /// Which of its parent's runs of this function it is, from 1.
        public var occurrence: Int
        /// How many runs stand above it, from 0.
        public var depth: Int
        /// The left one; `nil` where only the right side has it.
        public var left: Run?
        /// The right one; `nil` where only the left side has it.
        public var right: Run?
        /// How they differ.
        public var difference: Difference

        /// Describes a pair.
        public init(
            function: String,
            label: String,
            occurrence: Int,
            depth: Int,
            left: Run?,
            right: Run?,
            difference: Difference
        ) {
            self.function = function
            self.label = label
            self.occurrence = occurrence
            self.depth = depth
            self.left = left
            self.right = right
            self.difference = difference
        }
    }

    /// How two runs that belong together differ.
    public enum Difference: String, Sendable, Hashable, Codable, CaseIterable {
        /// Not in state nor output.
        case none
        /// They are in different states.
        case state
        /// Their outputs differ.
        case output
        /// Only the left side has it.
        case onlyLeft
        /// Only the right side has it.
        case onlyRight
    }

    /// One run of a pair.
    public struct Run: Sendable, Hashable, Codable {
        /// Its number.
        public var index: RunIndex
        /// Its state.
        public var state: RunState
        /// The seconds that its function took; `nil` where it has not both started and ended.
        public var seconds: Double?
        /// The digest of its output; `nil` where it has none.
        public var output: Digest?
        /// Why it did not succeed, shortened; `nil` where it did.
        public var failure: String?

        /// Describes a run.
        public init(index: RunIndex, state: RunState, seconds: Double?, output: Digest?, failure: String?) {
            self.index = index
            self.state = state
            self.seconds = seconds
            self.output = output
            self.failure = failure
        }
    }
}
