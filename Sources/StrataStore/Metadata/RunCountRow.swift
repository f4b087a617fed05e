import GRDB
import StrataModel

/// Reads how many runs of a pipeline run are in each state, which triggers keep up to date.
enum RunCountRow {
    /// The counts of the pipeline run in row `pipeline`; states without runs are left out.
    static func counts(of pipeline: Int64, in database: Database) throws -> [RunState: Int] {
        let select = try SQLStatement(
            database,
            "SELECT state, runs FROM run_counts WHERE pipeline_run = ? AND runs > 0"
        )
        select.bind(pipeline, at: 1)
        var counts: [RunState: Int] = [:]
        try select.forEachRow { counts[try StateCode.runState($0.integer(0))] = Int($0.integer(1)) }
        return counts
    }

    /// How many runs of it there are in all.
    static func total(of pipeline: Int64, in database: Database) throws -> Int {
        let select = try SQLStatement(database, "SELECT sum(runs) FROM run_counts WHERE pipeline_run = ?")
        select.bind(pipeline, at: 1)
        return Int(try select.first { $0.integer(0) } ?? 0)
    }
}
