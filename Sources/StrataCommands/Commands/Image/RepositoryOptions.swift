import ArgumentParser
import StrataImages

/// Where images go.
struct RepositoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where to push, as in registry.example.com/team/digits, instead of what strata.yaml says.",
            valueName: "repository"
        )
    )
    var repository: String?

    @Option(help: "A tag of your own for these images, besides '<program>-<base>'.")
    var tag: String?

    /// The repository, by the command line or the file.
    func find(_ configuration: ImagesConfiguration, file: String) throws -> ImageRepository {
        if let repository { return try ImageRepository(repository) }
        guard let registry = configuration.registry, let name = configuration.repository else {
            let missing = configuration.registry == nil ? "registry" : "repository"
            throw CommandFailure(
                "\(file) does not say where images go: it has no '\(missing)'.",
                remedy: "Add 'registry: registry.example.com' and 'repository: team/name' to it, or give --repository.",
                exitCode: .usage
            )
        }
        return try ImageRepository("\(registry.value)/\(name.value)")
    }
}
