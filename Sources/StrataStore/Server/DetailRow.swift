import GRDB
import StrataAPI
import StrataModel

/// Reads one run with those around it.
///
/// What it costs depends on them, not on how many runs there are.
struct DetailRow {
    /// As many neighbours as are listed on each side.
    static let linkLimit = 100

    private let database: Database
    private let pipeline: Int64
    private var rows: RunRow
    private var functions: [FunctionKey: FunctionRecord] = [:]

    /// Reads runs of the pipeline run in row `pipeline`.
    init(_ database: Database, _ pipeline: Int64) {
        self.database = database
        self.pipeline = pipeline
        rows = RunRow(database, pipeline)
    }

    /// The run with everything, or `nil`.
    mutating func detail(of id: RunID) throws -> RunDetail? {
        guard let run = try rows.record(id.index, dependencyLimit: Self.linkLimit) else { return nil }
        guard let function = try function(run.function) else {
            throw RowError("a run of a function that is not there")
        }
        let attempts = try rows.failedAttempts(of: id.index).map {
            AttemptRecord(number: $0.number, started: $0.started, ended: $0.ended, failure: $0.failure)
        }
        let upstream = try run.dependencies.compactMap { dependency in
            try link(dependency.run, input: dependency.input, of: function, path: dependency.path)
        }
        var detail = RunDetail(
            id: id,
            run: run,
            function: function,
            attempts: attempts,
            ancestors: try ancestors(of: run),
            upstream: upstream,
            downstream: try downstream(of: id.index),
            childCount: try childCount(of: id.index)
        )
        if run.dependencies.count == Self.linkLimit {
            let omitted = try dependencyCount(of: id.index) - Self.linkLimit
            if omitted > 0 { detail.omittedUpstreamCount = omitted }
        }
        return detail
    }

    private mutating func function(_ key: FunctionKey) throws -> FunctionRecord? {
        if let known = functions[key] { return known }
        let found = try FunctionRow.one(key, of: pipeline, in: database)
        functions[key] = found
        return found
    }

    private mutating func link(
        _ index: RunIndex,
        input: Int32? = nil,
        of target: FunctionRecord? = nil,
        path: String = ""
    ) throws -> RunLink? {
        let select = try SQLStatement(database, "SELECT function, state FROM runs WHERE id = ?")
        select.bind(RowKey.make(pipeline, index), at: 1)
        guard let (key, state) = try select.first({ (try $0.small(0), try StateCode.runState($0.integer(1))) }) else {
            return nil
        }
        let parameters = target?.parameters ?? []
        let position = input.map(Int.init)
        return RunLink(
            index: index,
            label: try function(key)?.label ?? "",
            state: state,
            input: position.flatMap { parameters.indices.contains($0) ? parameters[$0].name : nil },
            path: path
        )
    }

    /// From the root down; numbers fall on the way up, so that damaged rows cannot lead in a circle.
    private mutating func ancestors(of run: RunRecord) throws -> [RunLink] {
        let select = try SQLStatement(database, "SELECT parent FROM runs WHERE id = ?")
        var links: [RunLink] = []
        var index = run.index
        var parent = run.parent
        while let next = parent, next >= 0, next < index, let link = try link(next) {
            links.append(link)
            index = next
            select.bind(RowKey.make(pipeline, next), at: 1)
            parent = try select.first { try $0.optionalSmall(0) } ?? nil
        }
        return links.reversed()
    }

    private mutating func downstream(of index: RunIndex) throws -> [RunLink] {
        let select = try SQLStatement(
            database,
            """
            SELECT d.run, d.input, d.path, r.function
            FROM run_dependencies d JOIN runs r ON r.id = d.run
            WHERE d.source = ? ORDER BY d.run, d.ordinal LIMIT \(Self.linkLimit)
            """
        )
        select.bind(RowKey.make(pipeline, index), at: 1)
        var edges: [(run: RunIndex, input: Int32?, path: String, function: FunctionKey)] = []
        try select.forEachRow { row in
            edges.append(
                (RowKey.index(row.integer(0)), try row.optionalSmall(1), row.text(2), try row.small(3))
            )
        }
        return try edges.compactMap { edge in
            try link(edge.run, input: edge.input, of: try function(edge.function), path: edge.path)
        }
    }

    private func childCount(of index: RunIndex) throws -> Int {
        let select = try SQLStatement(database, "SELECT count(*) FROM runs WHERE parent = ? AND id BETWEEN ? AND ?")
        select.bind(Int64(index), at: 1)
        select.bind(RowKey.make(pipeline, 0), at: 2)
        select.bind(RowKey.make(pipeline, .max), at: 3)
        return Int(try select.first { $0.integer(0) } ?? 0)
    }

    private func dependencyCount(of index: RunIndex) throws -> Int {
        let select = try SQLStatement(database, "SELECT count(*) FROM run_dependencies WHERE run = ?")
        select.bind(RowKey.make(pipeline, index), at: 1)
        return Int(try select.first { $0.integer(0) } ?? 0)
    }
}
