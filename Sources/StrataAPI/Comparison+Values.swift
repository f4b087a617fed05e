public import StrataModel

extension Comparison {
    /// An input or output of both sides.
    public struct Value: Sendable, Hashable, Codable {
        /// The parameter's name; `output` for outputs.
        public var name: String
        /// The left one's value; `nil` where it has none.
        public var left: ArtifactReference?
        /// The right one's value; `nil` where it has none.
        public var right: ArtifactReference?
        /// The fields that differ, at most ``fieldLimit``; empty where the values are equal, or are not compared field by field.
        public var fields: [Field]
        /// Whether there are more fields that differ.
        public var hasMore: Bool
        /// Why the fields are not compared, in words; `nil` where they are.
        public var obstacle: String?

        /// Describes a value of both sides.
        public init(
            name: String,
            left: ArtifactReference?,
            right: ArtifactReference?,
            fields: [Field] = [],
            hasMore: Bool = false,
            obstacle: String? = nil
        ) {
            self.name = name
            self.left = left
            self.right = right
            self.fields = fields
            self.hasMore = hasMore
            self.obstacle = obstacle
        }

        /// Whether both are the same bytes.
        public var isEqual: Bool { left?.digest == right?.digest }

        /// At most this many fields are listed.
        public static let fieldLimit = 200
    }

    /// A field within a value that differs.
    public struct Field: Sendable, Hashable, Codable {
        /// Where it stands, for example `layers[2].width`; empty for the value itself.
        public var path: String
        /// The left one's, as JSON, shortened; `nil` where it is not there.
        public var left: String?
        /// The right one's, as JSON, shortened; `nil` where it is not there.
        public var right: String?

        /// Describes a field.
        public init(path: String, left: String?, right: String?) {
            self.path = path
            self.left = left
            self.right = right
        }
    }
}
