import StrataAPI
import StrataClient
import StrataModel

// What `Documentation/Server.md` shows.

/// Names the pipeline runs that failed, then follows one until it has ended.
func watch(_ id: PipelineRunID, on address: String) async throws {
    let client = try StrataClient(ServerAddress(address))
    for summary in try await client.page(PipelineRunQuery(states: [.failed])).items { print(summary.label) }
    for try await event in client.events(of: id) {
        print(event.counts)
        if event.state.isTerminal { break }
    }
}
