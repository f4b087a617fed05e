import ArgumentParser
import StrataModel
import StrataServer
import StrataStore

/// The command `strata server status`.
struct ServerStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say whether a server runs on this store, where, and how it is.",
        discussion: "Exit codes: 0 it runs and is ready, 1 it does not run or is not ready."
    )

    @OptionGroup var place: ServerHomeOption
    @OptionGroup var json: JSONFlag

    func run() async throws {
        let home = try place.resolved()
        guard let server = try RunningServer.find(home) else {
            if json.isOn { try Output.json(ServerStatusJSON(isRunning: false, home: home.path)) }
            throw CommandFailure(
                "no server runs on \(Printable.line(home.path)).",
                remedy: "'strata server start' starts one."
            )
        }
        let health = await ServerProbe.look(at: server.address)
        let uptime = Timestamp.now.since(server.since)
        if json.isOn {
            try Output.json(
                ServerStatusJSON(
                    address: server.address,
                    home: home.path,
                    processID: server.processID,
                    version: health.version,
                    uptimeSeconds: uptime.components.seconds,
                    isReady: health.problem == nil,
                    problem: health.problem
                )
            )
        } else {
            var fields = FieldList()
            fields.add("address", server.address)
            fields.add("store", Printable.line(home.path))
            fields.add("process", String(server.processID))
            fields.add("version", health.version.map(Printable.line) ?? "unknown")
            fields.add("up for", DurationText.text(uptime))
            fields.add("health", health.problem == nil ? "ready" : "not ready")
            try Output.print(fields.lines(palette: Terminal.standardOutput.palette).joined(separator: "\n"))
        }
        if let problem = health.problem { throw CommandFailure("the server is not ready: \(Printable.line(problem))") }
    }
}
