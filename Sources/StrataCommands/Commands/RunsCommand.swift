import ArgumentParser
import StrataAPI
import StrataClient
import StrataEngine
import StrataModel

/// The command `strata runs`.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List pipeline runs, the newest first.",
        discussion: """
            Conditions narrow the list; those that are given must all hold. A pipeline run that stands as running although \
            its process has ended on this machine is shown as 'running (driver gone)'.

            EXAMPLES
              strata runs --state failed --since 2d
              strata runs --function train --tag nightly --limit 5
              strata runs --json | jq -r '.[].id'
            """
    )

    @Option(
        name: .customLong("state"),
        help: "Only those in this state. May be repeated."
    )
    var states: [StateArgument] = []

    @Option(help: "Only those whose name or root function contains this text.")
    var function: String?

    @Option(name: .customLong("tag"), help: "Only those with this tag. May be repeated; all must be there.")
    var tags: [String] = []

    @Option(
        help: "Only those created since: an age (45m, 2h, 3d, 1w), a date or a time in ISO 8601 (UTC).",
        transform: SinceArgument.init(parsing:)
    )
    var since: SinceArgument?

    @Option(help: "At most this many.")
    var limit = 20

    @OptionGroup var json: JSONFlag

    /// A pipeline run's state on the command line.
    struct StateArgument: ExpressibleByArgument {
        /// The state.
        var state: PipelineRunState

        init?(argument: String) {
            guard let state = PipelineRunState(rawValue: argument.lowercased()) else { return nil }
            self.state = state
        }

        static var allValueStrings: [String] { PipelineRunState.allCases.map(\.rawValue) }
    }

    func validate() throws {
        guard limit > 0 else { throw ValidationError("'--limit' takes a number from 1.") }
    }

    func run() async throws {
        let (store, path) = try OpenedStore.openIfThere()
        let now = Timestamp.now
        let filter = PipelineRunFilter(
            states: Set(states.map(\.state)),
            function: function,
            tags: tags,
            since: since?.timestamp(now: now),
            limit: limit
        )
        let rows = try await rows(filter, in: store?.metadata)
        if json.isOn {
            return try Output.json(
                rows.map { PipelineRunJSON($0.record, counts: $0.counts, driverAlive: $0.driverAlive) }
            )
        }
        guard !rows.isEmpty else {
            let isFiltered = filter != PipelineRunFilter(limit: limit)
            return Output.note(
                isFiltered
                    ? "No pipeline run in \(path) matches."
                    : "There are no pipeline runs in \(path) yet. Start one with 'strata run' in a package."
            )
        }
        try Output.print(RunsTable.text(rows, now: now, palette: Terminal.standardOutput.palette))
    }

    private func rows(
        _ filter: PipelineRunFilter,
        in metadata: (any MetadataStore)?
    ) async throws -> [RunsTable.Row] {
        guard let metadata else { return [] }
        if let remote = metadata as? RemoteMetadataStore {
            // Counts come along: no request for each.
            return try await remote.summaries(filter).map {
                .init(
                    record: $0.pipelineRun,
                    counts: $0.counts,
                    driverAlive: DriverProbe.system.isAlive($0.pipelineRun)
                )
            }
        }
        var rows: [RunsTable.Row] = []
        for record in try await metadata.pipelineRuns(filter) {
            let counts = try await metadata.stateCounts(of: record.id)
            rows.append(.init(record: record, counts: counts, driverAlive: DriverProbe.system.isAlive(record)))
        }
        return rows
    }
}
