import ArgumentParser
import FoundationEssentials

/// The command `strata new`.
struct NewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a package with a small pipeline that builds and runs at once.",
        discussion: """
            The package depends on the checkout of Strata that this program was built from, or on what --strata says. It \
            has a pipeline to start from, its tests, and a README.

            EXAMPLES
              strata new Hello && cd Hello && strata run
              strata new Hello --strata https://git.example.com/team/strata.git
            """
    )

    @Argument(help: "The package's name, which is that of its module and its command too: a Swift type's name.")
    var name: String

    @Option(
        help: ArgumentHelp("The folder to make, instead of one called as the package.", valueName: "folder"),
        completion: .directory
    )
    var path: String?

    @Option(
        help: ArgumentHelp("The URL of Strata's repository, or the folder of a checkout.", valueName: "url-or-folder"),
        completion: .directory
    )
    var strata: String?

    @OptionGroup var json: JSONFlag

    /// What `--json` prints.
    struct Made: Encodable {
        /// The folder.
        var path: String
        /// The files in it.
        var files: [String]
    }

    func run() async throws {
        let here = FileManager.default.currentDirectoryPath
        let name = try PackageName(name)
        let dependency: StrataDependency =
            if let strata { try StrataDependency(strata, relativeTo: here) } else { try .ownCheckout() }
        let folder = path ?? name.text
        let files = PackageTemplate(name: name, dependency: dependency).files
        try PackageMaker.write(files, below: folder)
        if json.isOn { return try Output.json(Made(path: folder, files: files.map(\.path))) }
        let list = files.map { "  \(folder)/\($0.path)" }.joined(separator: "\n")
        try Output.print(
            "Made the package \(name.text):\n\(list)\n\nRun it:\n  cd \(ShellWord.quoted(folder)) && strata run"
        )
    }
}
