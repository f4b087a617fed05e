import ArgumentParser
import StrataImages
import StrataModel

/// The command `strata image copy`.
struct ImageCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy an image from one repository to another, all platforms of it.",
        discussion: """
            The copy has the same digest. Within one registry nothing passes through this machine.

            EXAMPLES
              strata image copy debian:bookworm-slim registry.example.com/bases/debian:bookworm-slim
            """
    )

    @Argument(help: ArgumentHelp("The image to copy.", valueName: "source"))
    var source: String

    @Argument(help: ArgumentHelp("Where to; without a tag it gets the source's.", valueName: "target"))
    var target: String

    @OptionGroup var registries: RegistryFileOptions

    @OptionGroup var json: JSONFlag

    func run() async throws {
        let from = try ImageReference(source)
        let to = try ImageReference(target)
        if to.digest != nil {
            throw CommandFailure(
                "the target '\(Printable.line(target))' has a digest, but the copy has that of its source.",
                remedy: "Leave the digest out of the target.",
                exitCode: .usage
            )
        }
        let (digest, transfers) = try await RegistryClient.withClient(
            registries.clientOptions(),
            credentials: registries.credentials
        ) { client in
            try await ImageCopier(client: client).copy(from, to: to)
        }
        let report = CopyReport(to, digest: digest, transfers: transfers)
        guard !json.isOn else { return try Output.json(report) }
        try Output.print(
            "\(report.reference)  \(SizeText.text(report.sent)) sent, \(report.mounted) layers mounted, \(report.present) there"
        )
    }
}

/// What `strata image copy --json` prints.
private struct CopyReport: Encodable {
    var reference: String
    var digest: Digest
    var sent: Int64
    var mounted: Int
    var present: Int

    init(_ target: ImageReference, digest: Digest, transfers: [Digest: BlobTransfer]) {
        reference = target.place.image(digest).description
        self.digest = digest
        let words = transfers.values.map(TransferText.word)
        mounted = words.count { $0 == "mounted" }
        present = words.count { $0 == "present" }
        sent = transfers.values.reduce(0) { sum, transfer in
            guard case .streamed(let bytes) = transfer else { return sum }
            return sum + bytes
        }
    }
}
