import Foundation
import StrataEngine
import StrataModel

/// Prints what has become durable, once it has.
struct AnnouncingStore: MetadataStore {
    let base: any MetadataStore

    static func announce(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        // One write for each call: a line is there whole or not at all.
        FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }

    func create(_ pipelineRun: PipelineRunRecord) async throws {
        try await base.create(pipelineRun)
        Self.announce(["created \(pipelineRun.id)"])
    }

    func commit(_ changes: [RecordChange], to pipelineRun: PipelineRunID) async throws {
        try await base.commit(changes, to: pipelineRun)
        Self.announce(
            changes.compactMap { change in
                guard case .transition(let step) = change else { return nil }
                let run = RunID(pipelineRun: pipelineRun, index: step.index)
                let output = step.output.map { " \($0.reference.digest)" } ?? ""
                return "state \(run) \(step.to.rawValue)\(output)"
            }
        )
    }

    func pipelineRun(_ id: PipelineRunID) async throws -> PipelineRunRecord? { try await base.pipelineRun(id) }

    func pipelineRuns(_ filter: PipelineRunFilter) async throws -> [PipelineRunRecord] {
        try await base.pipelineRuns(filter)
    }

    func pipelineRunIDs(prefix: String, limit: Int) async throws -> [PipelineRunID] {
        try await base.pipelineRunIDs(prefix: prefix, limit: limit)
    }

    func stateCounts(of pipelineRun: PipelineRunID) async throws -> [RunState: Int] {
        try await base.stateCounts(of: pipelineRun)
    }

    func runs(of pipelineRun: PipelineRunID, in range: Range<RunIndex>) async throws -> [RunRecord] {
        try await base.runs(of: pipelineRun, in: range)
    }

    func run(_ id: RunID) async throws -> RunRecord? { try await base.run(id) }

    func functions(of pipelineRun: PipelineRunID) async throws -> [FunctionKey: FunctionRecord] {
        try await base.functions(of: pipelineRun)
    }

    func logs(of run: RunID, includingDescendants: Bool) async throws -> [LogLine] {
        try await base.logs(of: run, includingDescendants: includingDescendants)
    }

    func metrics(of run: RunID) async throws -> [MetricPoint] { try await base.metrics(of: run) }
}
