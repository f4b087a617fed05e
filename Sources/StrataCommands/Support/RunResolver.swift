import StrataEngine
import StrataModel

/// Finds what a ``RunSpecifier`` names in a store.
struct RunResolver {
    /// The store to look in.
    var metadata: any MetadataStore
    /// What the store is called in messages: its folder, or the server's address.
    var storeName: String
    /// Whether it is on a server.
    var isRemote = false
    /// Against what candidates' ages are shown.
    var now: Timestamp = .now

    /// How many candidates a message lists.
    static let listedCandidates = 10

    /// The pipeline run that `specifier` names.
    ///
    /// - Throws: ``CommandFailure`` where there is none, or more than one; `StoreError` as the store fails.
    func pipelineRun(_ specifier: RunSpecifier) async throws -> PipelineRunRecord {
        switch specifier.target {
        case .latest:
            guard let newest = try await metadata.pipelineRuns(PipelineRunFilter(limit: 1)).first else {
                throw CommandFailure(
                    "there are no pipeline runs in \(storeName) yet.",
                    remedy: "Start one with 'strata run' in a package, or make a package with 'strata new NAME'."
                )
            }
            return newest
        case .prefix(let digits):
            return try await pipelineRun(prefix: digits)
        }
    }

    /// The run that `specifier` names with everything; the root where it names a pipeline run.
    ///
    /// - Throws: ``CommandFailure`` as ``pipelineRun(_:)`` does, and where the pipeline run has no such run.
    func run(_ specifier: RunSpecifier) async throws -> (pipelineRun: PipelineRunRecord, run: RunRecord) {
        let pipelineRun = try await pipelineRun(specifier)
        let index = specifier.index ?? 0
        guard let run = try await metadata.run(RunID(pipelineRun: pipelineRun.id, index: index)) else {
            let count = try await metadata.stateCounts(of: pipelineRun.id).values.reduce(0, +)
            let extent =
                switch count {
                case 0: "it has no runs yet"
                case 1: "it has run 0 only"
                default: "it has the runs 0 to \(count - 1)"
                }
            throw CommandFailure(
                "pipeline run \(pipelineRun.id.short) has no run \(index): \(extent).",
                remedy: "See them with 'strata show \(pipelineRun.id.short) --all'."
            )
        }
        return (pipelineRun, run)
    }

    private func pipelineRun(prefix: String) async throws -> PipelineRunRecord {
        let found = try await metadata.pipelineRunIDs(prefix: prefix, limit: Self.listedCandidates + 1)
        guard let first = found.first else { throw unknown(prefix) }
        guard found.count == 1 else { throw try await ambiguous(prefix, found) }
        guard let record = try await metadata.pipelineRun(first) else { throw unknown(prefix) }
        return record
    }

    private func unknown(_ prefix: String) -> CommandFailure {
        CommandFailure(
            "no pipeline run in \(storeName) has an identifier that begins with '\(prefix)'.",
            remedy: "List the ones there are with 'strata runs'; "
                + (isRemote
                    ? "STRATA_API_ADDRESS names another server, or 'local' for this machine's store."
                    : "STRATA_HOME chooses another store.")
        )
    }

    private func ambiguous(_ prefix: String, _ candidates: [PipelineRunID]) async throws -> CommandFailure {
        var rows: [[TextTable.Cell]] = []
        for id in candidates.prefix(Self.listedCandidates) {
            guard let record = try await metadata.pipelineRun(id) else { continue }
            rows.append([
                TextTable.Cell("  " + Self.distinguishing(id, among: candidates)),
                TextTable.Cell(record.name),
                TextTable.Cell(record.state.rawValue),
                TextTable.Cell(RelativeTime.text(record.createdAt, now: now)),
            ])
        }
        let table = TextTable(columns: rows.first.map { $0.map { _ in .init("") } } ?? []).body(rows, palette: .plain)
        let more = candidates.count > Self.listedCandidates ? "\n  …" : ""
        return CommandFailure(
            "'\(prefix)' is the beginning of more than one pipeline run's identifier:\n\(table)\(more)",
            remedy: "Type more digits."
        )
    }

    /// As many digits of `id` as tell it from the others, at least eight.
    private static func distinguishing(_ id: PipelineRunID, among others: [PipelineRunID]) -> String {
        let text = Array(id.description)
        var length = 8
        for other in others where other != id {
            let shared = zip(text, other.description).prefix { $0 == $1 }.count
            length = max(length, min(text.count, shared + 1))
        }
        return String(text.prefix(length))
    }
}
