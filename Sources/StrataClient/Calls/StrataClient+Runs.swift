import NIOHTTP1
public import StrataAPI
public import StrataModel

extension StrataClient {
    /// One run with everything that is known of it; `nil` where there is none.
    public func run(_ id: RunID) async throws -> RunDetail? {
        try await optional(Call(.GET, "runs", "\(id)"))
    }

    /// Some lines of a run's log.
    public func logs(_ query: LogQuery) async throws -> LogPage {
        try await json(Call(.GET, "runs", "\(query.run)", "logs", query: query.items))
    }

    /// Adds lines to a run's log; the same `key` a second time adds nothing.
    ///
    /// A key has 8 to 128 letters, digits, dots, colons, hyphens and underscores.
    public func append(_ lines: [LogLine], to run: RunID, key: String) async throws {
        struct Lines: Encodable { var lines: [LogLine] }
        let call = Call(.POST, "runs", "\(run)", "logs").sending(try Self.encode(Lines(lines: lines)))
        try await done(call.keyed(key))
    }

    /// The metric points that a run reported, in order of name, then step.
    public func metrics(of run: RunID) async throws -> [MetricPoint] {
        try await json(Call(.GET, "runs", "\(run)", "metrics"))
    }

    /// Adds metric points to a run; the same `key` a second time adds nothing.
    public func append(_ points: [MetricPoint], to run: RunID, key: String) async throws {
        let call = Call(.POST, "runs", "\(run)", "metrics").sending(try Self.encode(points))
        try await done(call.keyed(key))
    }

    /// The output of a run; `nil` where it has none.
    public func output(of run: RunID) async throws -> ArtifactRecord? {
        try await optional(Call(.GET, "runs", "\(run)", "output"))
    }

    /// An input of a run; `nil` where it has none of that name.
    public func input(_ name: String, of run: RunID) async throws -> ArtifactRecord? {
        try await optional(Call(.GET, "runs", "\(run)", "inputs", name))
    }

    /// Two runs side by side, each with the runs below it.
    public func compare(_ left: RunID, _ right: RunID) async throws -> Comparison {
        try await json(Call(.GET, "compare", query: [("left", "\(left)"), ("right", "\(right)")]))
    }

    /// The bytes of a run's output, as they come; verified where all of them are read.
    public func value(ofOutputOf run: RunID, range: Range<Int64>? = nil) -> BlobDownload {
        download(Call(.GET, "runs", "\(run)", "output", "value"), range)
    }

    /// The bytes of a run's input, as they come; verified where all of them are read.
    public func value(ofInput name: String, of run: RunID, range: Range<Int64>? = nil) -> BlobDownload {
        download(Call(.GET, "runs", "\(run)", "inputs", name, "value"), range)
    }

    /// The bytes of a file that a run's output refers to, as they come; verified where all of them are read.
    ///
    /// - Parameters:
    ///   - path: The path within the directory artifact, or the name of the file artifact.
    ///   - run: The run.
    ///   - input: The input that refers to it; `nil` for the output.
    /// - Returns: The bytes, in constant memory.
    public func file(_ path: String, of run: RunID, input: String? = nil) -> BlobDownload {
        var call = Call(.GET, "runs", "\(run)")
        let parts =
            (input.map { ["inputs", $0] } ?? ["output"]) + ["files"] + path.split(separator: "/").map(String.init)
        call.path += parts.map { "/" + PercentEncoding.encode($0) }.joined()
        return download(call, nil)
    }

    private func download(_ call: Call, _ range: Range<Int64>?) -> BlobDownload {
        BlobDownload(client: self, call: call, digest: nil, range: range)
    }
}

extension LogQuery {
    /// The conditions as they stand in an address.
    var items: [(name: String, value: String)] {
        var items: [(name: String, value: String)] = [("limit", "\(limit)")]
        if includingDescendants { items.append(("descendants", "true")) }
        if let text { items.append(("q", text)) }
        if let level { items.append(("level", level)) }
        if fromEnd { items.append(("fromEnd", "true")) }
        if let cursor {
            items.append(("cursor", cursor))
        } else if offset > 0 {
            items.append(("offset", "\(offset)"))
        }
        return items
    }
}
