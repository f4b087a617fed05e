public import StrataModel

/// Changes of one pipeline run that a driver sends together: all are recorded or none.
public struct ChangeBatch: Sendable, Hashable, Codable {
    /// The batch's number, from 0, without gaps: sending a batch again, because the answer was lost, records nothing twice.
    public var number: Int64
    /// The changes, in order.
    public var changes: [RecordChange]

    /// Describes a batch.
    public init(number: Int64, changes: [RecordChange]) {
        self.number = number
        self.changes = changes
    }

    /// What the server answers.
    public struct Receipt: Sendable, Hashable, Codable {
        /// The number that the next batch must have.
        public var nextBatch: Int64
        /// Whether this very batch had been recorded before.
        public var isRepeated: Bool
        /// The moment at which someone asked for the pipeline run to be canceled, if someone has.
        public var cancelRequestedAt: Timestamp?

        /// Describes an answer.
        public init(nextBatch: Int64, isRepeated: Bool = false, cancelRequestedAt: Timestamp? = nil) {
            self.nextBatch = nextBatch
            self.isRepeated = isRepeated
            self.cancelRequestedAt = cancelRequestedAt
        }
    }
}
