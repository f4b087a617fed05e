import ArgumentParser
import StrataServer
import StrataStore

/// The command `strata server start`.
struct ServerStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Serve in the background; returns when the server is ready.",
        discussion:
            "The server's log is 'server/log' in the folder with the store. Where a server runs already, that one is named."
    )

    @OptionGroup var options: ServerOptions

    @Flag(help: "Show the pages in a browser.")
    var open = false

    @OptionGroup var json: JSONFlag

    func run() async throws {
        let settings = try options.settings()
        let home = StrataHome(path: settings.home)
        var known = try RunningServer.find(home)
        if known == nil { known = try await BackgroundServer(settings: settings, flags: options.flags).start() }
        guard let server = known else { throw CommandFailure("the server did not start.") }
        if json.isOn {
            try Output.json(ServerStatusJSON(address: server.address, home: home.path, processID: server.processID))
        } else {
            try Output.print("Strata is at \(server.address) (process \(server.processID)).")
        }
        if open { await Browser.open(server.address) }
    }
}
