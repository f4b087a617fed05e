import ArgumentParser
import FoundationEssentials
import StrataImages

/// The command `strata image cache`.
struct ImageCacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache",
        abstract: "Show the finished layers that are kept, verify them, or remove them.",
        discussion: """
            Layers are kept below $STRATA_HOME/images so that nothing is compressed twice. Everything there can be made \
            again.

            EXAMPLES
              strata image cache
              strata image cache --verify
              strata image cache --limit 1000
              strata image cache --clear
            """
    )

    @Flag(help: "Remove everything that is kept.")
    var clear = false

    @Flag(help: "Compare every layer with its digest, and remove the damaged ones.")
    var verify = false

    @Option(
        help: ArgumentHelp("Remove the layers used longest ago, down to so many megabytes.", valueName: "megabytes")
    )
    var limit: Int64?

    @OptionGroup var json: JSONFlag

    func validate() throws {
        if let limit, limit < 0 || limit > Int64.max / 1_000_000 {
            throw ValidationError("--limit takes a number of megabytes from 0 on.")
        }
    }

    func run() throws {
        let folders = try ImageFolders(environment: ProcessInfo.processInfo.environment)
        let cache = LayerCache(folder: folders.layers)
        if clear {
            _ = try cache.clear()
            try folders.forget()
        }
        if verify {
            let damaged = try cache.verify()
            Output.note(
                damaged.isEmpty ? "every layer is what its digest says" : "removed \(damaged.count) damaged layers"
            )
        }
        if let limit { _ = try cache.prune(toLimit: limit * 1_000_000) }
        let contents = try cache.contents()
        let total = contents.reduce(0) { $0 + $1.layer.size }
        guard !json.isOn else {
            return try Output.json(CacheReport(folder: folders.layers, size: total, layers: contents.map(\.layer)))
        }
        let table = TextTable(columns: [
            .init("layer"), .init("size", isRightAligned: true), .init("unpacked", isRightAligned: true),
        ])
        let rows = contents.map { entry in
            [
                TextTable.Cell(entry.layer.digest.description),
                TextTable.Cell(SizeText.text(entry.layer.size)),
                TextTable.Cell(SizeText.text(entry.layer.uncompressedSize)),
            ]
        }
        let heading = "\(contents.count) layers, \(SizeText.text(total)), in \(folders.layers)"
        try Output.print(
            rows.isEmpty ? heading : table.text(rows, palette: Terminal.standardOutput.palette) + "\n" + heading
        )
    }
}

/// What `strata image cache --json` prints.
private struct CacheReport: Encodable {
    var folder: String
    var size: Int64
    var layers: [Layer]
}
