import ArgumentParser
import StrataImages

/// The command `strata image inspect`.
struct ImageInspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a registry has under a reference: platforms, layers, settings, and what it was made from.",
        discussion: """
            Reads manifests and configurations only.

            EXAMPLES
              strata image inspect registry.example.com/team/digits:digits-cuda
              strata image inspect debian:bookworm-slim --json
            """
    )

    @Argument(help: ArgumentHelp("The image.", valueName: "reference"))
    var reference: String

    @OptionGroup var registries: RegistryFileOptions

    @OptionGroup var json: JSONFlag

    func run() async throws {
        let name = try ImageReference(reference)
        let folders = try ImageFolders(environment: registries.environment)
        let image = try await RegistryClient.withClient(registries.clientOptions(), credentials: registries.credentials)
        { client in
            let documents = DocumentCache(folder: folders.documents)
            return try await BaseResolver(client: client, documents: documents).resolve(
                name,
                digest: name.digest,
                wanted: []
            )
        }
        let report = InspectReport(image)
        guard !json.isOn else { return try Output.json(report) }
        try Output.print(InspectText.text(report, palette: Terminal.standardOutput.palette))
    }
}
