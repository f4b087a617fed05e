import ArgumentParser
import FoundationEssentials
import StrataImages

/// The command `strata image update`.
struct ImageUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Move bases to what their tags lead to now, and show what moved.",
        discussion: """
            Writes 'strata.lock', which belongs into version control. Shows, for each platform, what changed in the \
            configuration, which layers came and went, and the size.

            EXAMPLES
              strata image update
              strata image update cuda
            """
    )

    @Argument(help: ArgumentHelp("The base image tags to move; all by default.", valueName: "tag"))
    var tags: [String] = []

    @OptionGroup var files: ImagesFileOptions

    @OptionGroup var json: JSONFlag

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let folder = files.packagePath ?? FileManager.default.currentDirectoryPath
        let package = try? SwiftPackage.find(from: folder, searchesUpward: files.packagePath == nil)
        let file = try ImagesFile.load(files.config, package: package?.path ?? folder, environment: environment)
        let plans = try file.plans(only: tags, package: package?.path ?? file.folder)
        let lockPath = files.lock ?? file.folder + "/" + LockFile.name
        let held = try LockFile.load(lockPath)
        let folders = try ImageFolders(environment: environment)
        let moves = try await RegistryClient.withClient(
            file.clientOptions(environment),
            credentials: CredentialResolver(environment: environment)
        ) { client in
            try await BaseUpdate(client: client, folders: folders).run(plans, held: held)
        }
        var lock = held
        for move in moves { lock.bases[move.tag] = move.entry }
        let known = Set(file.configuration.bases.map(\.tag))
        lock.bases = lock.bases.filter { known.contains($0.key.rawValue) }
        if lock != held { try lock.save(lockPath) }
        guard !json.isOn else {
            return try Output.json(Dictionary(moves.map { ($0.tag.rawValue, MoveReport($0)) }) { first, _ in first })
        }
        try Output.print(MoveText.text(moves, palette: Terminal.standardOutput.palette))
    }
}
