extension Comparison {
    /// All runs of a function on both sides.
    public struct Function: Sendable, Hashable, Codable {
        /// Its stable name.
        public var name: String
        /// Its name for people.
        public var label: String
        /// How many runs of it the left side has.
        public var leftCount: Int
        /// How many runs of it the right side has.
        public var rightCount: Int
        /// The seconds that the left side's runs of it took together.
        public var leftSeconds: Double
        /// The seconds that the right side's runs of it took together.
        public var rightSeconds: Double
        /// How many of its pairs differ.
        public var differingCount: Int
        /// The lines of the source that differ, with three lines around them; empty where the source is the same, or not there.
        public var lines: [Line]
        /// Whether the source differs.
        public var isChanged: Bool

        /// Describes a function.
        public init(
            name: String,
            label: String,
            leftCount: Int,
            rightCount: Int,
            leftSeconds: Double,
            rightSeconds: Double,
            differingCount: Int,
            lines: [Line] = [],
            isChanged: Bool = false
        ) {
            self.name = name
            self.label = label
            self.leftCount = leftCount
            self.rightCount = rightCount
            self.leftSeconds = leftSeconds
            self.rightSeconds = rightSeconds
            self.differingCount = differingCount
            self.lines = lines
            self.isChanged = isChanged
        }
    }

    /// A line of two texts.
    public struct Line: Sendable, Hashable, Codable {
        /// Where a line stands.
        public enum Kind: String, Sendable, Hashable, Codable {
            /// In both texts.
            case same
            /// In the right text alone.
            case added
            /// In the left text alone.
            case removed
            /// Nowhere: lines of both texts are left out here.
            case gap
        }

        /// Where it stands.
        public var kind: Kind
        /// Its text.
        public var text: String

        /// Describes a line.
        public init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// A metric that runs which belong together reported.
    public struct Metric: Sendable, Hashable, Codable {
        /// Its name.
        public var name: String
        /// The function's name for people.
        public var label: String
        /// Which of its parent's runs of this function reported it, from 1.
        public var occurrence: Int
        /// The left one's values, at most ``pointLimit`` of them, by step.
        public var left: [Point]
        /// The right one's values, likewise.
        public var right: [Point]

        /// Describes a metric.
        public init(name: String, label: String, occurrence: Int, left: [Point], right: [Point]) {
            self.name = name
            self.label = label
            self.occurrence = occurrence
            self.left = left
            self.right = right
        }

        /// At most this many values of a metric are given; the last one always.
        public static let pointLimit = 200
    }

    /// A value of a metric.
    public struct Point: Sendable, Hashable, Codable {
        /// Where on the metric's axis it stands.
        public var step: Int64
        /// The value; NaN and infinities are kept.
        public var value: Double

        /// Describes a point.
        public init(step: Int64, value: Double) {
            self.step = step
            self.value = value
        }
    }
}
