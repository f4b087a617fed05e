import FoundationEssentials
import NIOHTTP1
public import StrataAPI
public import StrataModel

extension StrataClient {
    /// Pipeline runs that match, the newest first.
    public func page(_ query: PipelineRunQuery) async throws -> Page<PipelineRunSummary> {
        try await json(Call(.GET, "pipeline-runs", query: query.items))
    }

    /// One pipeline run as lists show it; `nil` where there is none.
    public func pipelineRun(_ id: PipelineRunID) async throws -> PipelineRunSummary? {
        try await optional(Call(.GET, "pipeline-runs", "\(id)"))
    }

    /// Records a new pipeline run, or nothing where this very record is there.
    ///
    /// - Returns: The number of the first batch to send, and whether the record was new, as far as that is known: a repeated
    ///   call whose first answer was lost counts as new.
    /// - Throws: `Problem` with code `conflict` where the identifier is another record's.
    public func register(_ record: PipelineRunRecord) async throws -> (receipt: ChangeBatch.Receipt, isNew: Bool) {
        let call = Call(.POST, "pipeline-runs").sending(try Self.encode(record))
        return try await exchange(call) { answer in
            (try await decode(answer, of: call), answer.status == 201 || answer.attempts > 1)
        }
    }

    /// Records changes of one pipeline run, all or none.
    ///
    /// - Throws: `Problem` with code `conflict` and `nextBatch` where the number is not the next one; with code
    ///   `illegalTransition` and `presentState` where a transition does not start from the recorded state.
    public func send(_ batch: ChangeBatch, to id: PipelineRunID) async throws -> ChangeBatch.Receipt {
        try await send(json: Self.encode(batch), to: id).receipt
    }

    /// Sends a batch that is encoded already.
    ///
    /// - Returns: The answer, and how often it was sent until it came.
    func send(json: [UInt8], to id: PipelineRunID) async throws -> (receipt: ChangeBatch.Receipt, attempts: Int) {
        let call = Call(.POST, "pipeline-runs", "\(id)", "changes").sending(json)
        return try await exchange(call) { (try await decode($0, of: call), $0.attempts) }
    }

    /// The functions of a pipeline run by the keys that its runs use.
    public func functions(of id: PipelineRunID) async throws -> [FunctionKey: FunctionRecord] {
        let named: [String: FunctionRecord] = try await json(Call(.GET, "pipeline-runs", "\(id)", "functions"))
        return Dictionary(named.compactMap { name, function in FunctionKey(name).map { ($0, function) } }) { $1 }
    }

    /// The runs of a pipeline run from number `first` on, in order, without inputs and without artifacts' bytes and views.
    ///
    /// - Parameters:
    ///   - id: The pipeline run.
    ///   - first: The number of the first.
    ///   - limit: At most this many; the server may give fewer.
    ///   - state: Only those in this state; `nil` for all.
    /// - Returns: A page; it goes on after the number of its last run where `next` is set.
    /// - Throws: `Problem` with code `notFound` where there is no such pipeline run.
    public func runs(
        of id: PipelineRunID,
        from first: RunIndex = 0,
        limit: Int = 1000,
        state: RunState? = nil
    ) async throws -> Page<RunRecord> {
        var query = [(name: "from", value: "\(first)"), (name: "limit", value: "\(limit)")]
        if let state { query.append((name: "state", value: state.rawValue)) }
        return try await json(Call(.GET, "pipeline-runs", "\(id)", "runs", query: query))
    }

    /// The laid-out graph of a pipeline run: as it is drawn with these runs open.
    ///
    /// - Parameters:
    ///   - id: The pipeline run.
    ///   - open: The runs whose insides are shown.
    ///   - focus: The run that must be seen, its ancestors open; `nil` for none.
    ///   - type: What the answer is read as.
    /// - Returns: The graph.
    /// - Throws: `Problem` with code `notFound` where there is no such pipeline run.
    public func graph<Graph: Decodable>(
        of id: PipelineRunID,
        open: [RunIndex] = [],
        focus: RunIndex? = nil,
        as type: Graph.Type
    ) async throws -> Graph {
        var query: [(name: String, value: String)] = []
        if !open.isEmpty { query.append((name: "open", value: open.map(String.init).joined(separator: ","))) }
        if let focus { query.append((name: "focus", value: "\(focus)")) }
        return try await json(Call(.GET, "pipeline-runs", "\(id)", "graph", query: query))
    }

    /// The rows of a pipeline run's timeline.
    public func timeline<Timeline: Decodable>(
        of id: PipelineRunID,
        open: [RunIndex] = [],
        as type: Timeline.Type
    ) async throws -> Timeline {
        let query = open.isEmpty ? [] : [(name: "open", value: open.map(String.init).joined(separator: ","))]
        return try await json(Call(.GET, "pipeline-runs", "\(id)", "timeline", query: query))
    }

    /// Asks for a pipeline run to be canceled; its driver hears of it within about a second.
    ///
    /// - Throws: `Problem` with code `conflict` and the reason in words where it cannot be.
    public func cancel(_ id: PipelineRunID) async throws {
        try await done(Call(.POST, "pipeline-runs", "\(id)", "cancel"))
    }

    /// Asks for a pipeline run to be started again.
    ///
    /// - Throws: `Problem` with code `conflict` and the reason in words where it cannot be.
    public func rerun(_ id: PipelineRunID) async throws {
        try await done(Call(.POST, "pipeline-runs", "\(id)", "rerun"))
    }

    /// An answer as a value; `nil` for 404.
    func optional<Value: Decodable>(_ call: Call, as type: Value.Type = Value.self) async throws -> Value? {
        do {
            return try await json(call)
        } catch let problem as Problem where problem.code == "notFound" {
            return nil
        }
    }

    /// A value as JSON.
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        Array(try APICoding.encoder.encode(value))
    }
}

extension PipelineRunQuery {
    /// The conditions as they stand in an address.
    var items: [(name: String, value: String)] {
        var items = states.map(\.rawValue).sorted().map { (name: "state", value: $0) }
        items += tags.map { (name: "tag", value: $0) }
        let texts = [
            ("function", function), ("user", user), ("since", since.map { "\($0.microseconds)" }),
            ("until", until.map { "\($0.microseconds)" }), ("q", text), ("cursor", cursor),
        ]
        for (name, value) in texts {
            if let value { items.append((name: name, value: value)) }
        }
        items.append((name: "limit", value: "\(limit)"))
        return items
    }
}
