import StrataModel

/// The integer primary key of a run's rows: the pipeline run's row number above, the run's own number below 32 bits.
///
/// One integer instead of two columns: SQLite appends to such a tree without a search, and the rows of one pipeline
/// run stand together.
enum RowKey {
    /// The key of run `index` of the pipeline run in row `pipeline`.
    static func make(_ pipeline: Int64, _ index: RunIndex) -> Int64 {
        pipeline << 32 | Int64(UInt32(bitPattern: index))
    }

    /// The number of the run within its pipeline run.
    static func index(_ key: Int64) -> RunIndex {
        RunIndex(truncatingIfNeeded: key)
    }

    /// The keys of the runs in `range`, from the first to the last.
    ///
    /// Empty where no run can have such a number.
    static func bounds(_ pipeline: Int64, _ range: Range<RunIndex>) -> (first: Int64, last: Int64)? {
        let lower = max(range.lowerBound, 0)
        guard lower < range.upperBound else { return nil }
        return (make(pipeline, lower), make(pipeline, range.upperBound - 1))
    }
}
