import StrataAPI
import StrataDashboard
import StrataEngine
import StrataGraph
import StrataModel
import StrataStore

/// Finds the runs that people name to be compared.
struct ComparisonChoice {
    let store: any ServerStore

    /// A run by its identifier, or a pipeline run's root by that of the pipeline run; a few digits do where one begins so.
    ///
    /// - Throws: `Problem` for what names no run, or several.
    func run(named text: String) async throws -> RunID {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let prefix = parts.first.map { $0.lowercased() } ?? ""
        let index = parts.count == 2 ? RunIndex(parts[1]) : parts.count == 1 ? 0 : nil
        guard let index, index >= 0, (4...32).contains(prefix.utf8.count), prefix.allSatisfy(\.isHexDigit) else {
            throw Problem.invalid(
                "'\(text.prefix(80))' is no run's identifier.",
                remedy:
                    "It has up to 32 hexadecimal digits, for one of its runs a dot and a number, such as 3f9a1c2b.12."
            )
        }
        if let id = PipelineRunID(prefix) { return try await existing(RunID(pipelineRun: id, index: index)) }
        let found = try await store.pipelineRunIDs(prefix: prefix, limit: 2)
        guard let id = found.first else {
            throw Problem.notFound("No pipeline run's identifier begins with \(prefix).")
        }
        guard found.count == 1 else {
            throw Problem.invalid(
                "Several pipeline runs' identifiers begin with \(prefix).",
                remedy: "Give more digits."
            )
        }
        return try await existing(RunID(pipelineRun: id, index: index))
    }

    /// The left side: as ``run(named:)``, or the run that `last-good` or `before` means for the right side.
    ///
    /// - Throws: `Problem` where there is none.
    func left(_ text: String, of right: RunID) async throws -> RunID {
        switch text {
        case "last-good": try await earlier(than: right, in: [.succeeded], words: "that succeeded")
        case "before": try await earlier(than: right, in: [], words: "before it")
        default: try await run(named: text)
        }
    }

    private func existing(_ run: RunID) async throws -> RunID {
        guard try await store.pipelineRun(run.pipelineRun) != nil else { throw ServerServices.unknown(run.pipelineRun) }
        guard run.index < .max else { throw ServerServices.unknown(run) }
        let runs = try await store.runs(of: run.pipelineRun, in: run.index..<run.index.advanced(by: 1))
        guard runs.first?.index == run.index else { throw ServerServices.unknown(run) }
        return run
    }

    private func earlier(than run: RunID, in states: Set<PipelineRunState>, words: String) async throws -> RunID {
        guard let record = try await store.pipelineRun(run.pipelineRun) else {
            throw ServerServices.unknown(run.pipelineRun)
        }
        let query = PipelineRunQuery(states: states, function: record.function, until: record.createdAt, limit: 1)
        guard let found = try await store.page(query).items.first?.pipelineRun.id else {
            throw Problem.notFound(
                "There is no earlier run of \(record.function.prefix(200)) \(words).",
                remedy: "Choose another run for the left side."
            )
        }
        guard run.index != 0 else { return RunID(pipelineRun: found, index: 0) }
        let reader = ForestReader(store: store)
        let matching = RunMatching(
            left: try await reader.forest(below: RunID(pipelineRun: found, index: 0)),
            right: try await reader.forest(below: RunID(pipelineRun: run.pipelineRun, index: 0))
        )
        guard let index = matching.counterpart(ofRight: run.index) else {
            throw Problem.notFound("The pipeline run \(found.short) has no run that corresponds to \(run.short).")
        }
        return RunID(pipelineRun: found, index: index)
    }
}

extension RunID {
    /// How addresses of comparisons name it: a root by its pipeline run.
    var text: String {
        index == 0 ? pipelineRun.description : description
    }
}
