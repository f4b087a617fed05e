import ArgumentParser
import StrataStore

/// The command `strata server stop`.
struct ServerStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Stop the server of this store; requests that are under way end first.",
        discussion: "Where none runs there is nothing to do, and the exit code is 0."
    )

    @OptionGroup var place: ServerHomeOption

    func run() async throws {
        let home = try place.resolved()
        guard let server = try RunningServer.find(home) else {
            return try Output.print("No server runs on \(Printable.line(home.path)).")
        }
        try server.terminate()
        // A server gives requests half a minute at most.
        for _ in 0..<450 {
            guard let now = try RunningServer.find(home), now.processID == server.processID else {
                return try Output.print("Stopped the server at \(server.address) (process \(server.processID)).")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw CommandFailure(
            "the server (process \(server.processID)) was told to stop and still runs.",
            remedy:
                "Its log is in \(home.path)/server/log; 'kill -9 \(server.processID)' ends it, and loses nothing that was acknowledged."
        )
    }
}
