import ArgumentParser
import StrataClient
import StrataEngine
import StrataModel

/// The command `strata cancel`.
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Ask for a pipeline run that is recorded on a server to be canceled.",
        discussion: """
            Its driver hears of it within about a second: what executes is asked to stop, the rest never starts.

            EXAMPLES
              strata cancel latest
              strata cancel 3f9a1c2b
            """
    )

    @OptionGroup var argument: RunArgument

    func validate() throws {
        if argument.specifier.index != nil {
            throw ValidationError("A pipeline run is canceled as a whole: leave out the run's number.")
        }
    }

    func run() async throws {
        let store = try OpenedStore.open()
        let record = try await store.resolver.pipelineRun(argument.specifier)
        guard let client = store.client else { throw Self.local(record) }
        try await client.cancel(record.id)
        Output.note("Asked for pipeline run \(record.id.short) (\(Printable.line(record.name))) to be canceled.")
    }

    /// Why a pipeline run that is recorded in a folder cannot be canceled from elsewhere.
    private static func local(_ record: PipelineRunRecord) -> CommandFailure {
        guard record.state == .running else {
            return CommandFailure("pipeline run \(record.id.short) has ended: it is \(record.state.rawValue).")
        }
        return CommandFailure(
            "pipeline run \(record.id.short) is recorded on this machine alone, and its driver cannot be asked.",
            remedy: "Press Ctrl-C where it runs, or on \(Printable.line(record.driver.host)): "
                + "kill -INT \(record.driver.processID)"
        )
    }
}
