import StrataAPI
import StrataModel
import StrataTestSupport

extension ServedDashboard {
    /// Where runs stand that are looked at, found by the names of their functions.
    struct Places: Sendable {
        /// The report, with its heat map.
        var report: RunIndex
        /// A training, with metrics and a log.
        var training: RunIndex
        /// Digits, drawn.
        var picture: RunIndex
        /// The training that failed.
        var failedTraining: RunIndex

        /// Finds them.
        init(of digits: PipelineRunID, and failed: PipelineRunID, on server: ServerProgram) async throws {
            report = try await Self.first("report", in: digits, on: server)
            training = try await Self.first("train", in: digits, on: server)
            picture = try await Self.first("draw", in: digits, on: server)
            failedTraining = try await Self.first("train", in: failed, in: .failed, on: server)
        }

        private static func first(
            _ label: String,
            in id: PipelineRunID,
            in state: RunState = .succeeded,
            on server: ServerProgram
        ) async throws -> RunIndex {
            let functions = try await server.read([String: FunctionRecord].self, "/pipeline-runs/\(id)/functions")
            let path = "/pipeline-runs/\(id)/runs?limit=200&state=\(state)"
            let runs = try await server.read(Page<RunRecord>.self, path).items
            let run = runs.first { functions["\($0.function)"]?.label == label }
            guard let run else { throw Missing(description: "\(id) has no run of '\(label)' that is \(state)") }
            return run.index
        }
    }

    private struct Missing: Error, CustomStringConvertible {
        var description: String
    }
}
