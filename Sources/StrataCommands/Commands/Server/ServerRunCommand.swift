import ArgumentParser
import StrataServer

/// The command `strata server` without a subcommand: in the foreground.
struct ServerRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Serve in the foreground until Ctrl-C (the default).",
        discussion:
            "One line with the address goes to standard output when the server is ready; log lines go to standard error."
    )

    @OptionGroup var options: ServerOptions

    @Flag(help: "Show the pages in a browser.")
    var open = false

    @OptionGroup var json: JSONFlag

    func run() async throws {
        let settings = try options.settings()
        let (open, isJSON) = (open, json.isOn)
        try await ServerProgram.run(settings, logger: ServerProgram.logger(settings)) { address in
            do {
                try isJSON
                    ? Output.json(ServerStatusJSON(address: address, home: settings.home))
                    : Output.print("Strata is at \(address), its store in \(Printable.line(settings.home)).")
            } catch {
                // Whoever started it reads no more; it serves all the same.
                Output.note("error: \(error)")
            }
            if open { await Browser.open(address) }
        }
    }
}
