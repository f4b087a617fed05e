import ArgumentParser
import FoundationEssentials
import StrataImages

/// For commands that ask registries about any image: what `strata.yaml` says of registries counts there too.
struct RegistryFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The file with options for registries, instead of the package's 'strata.yaml'.",
            valueName: "file"
        ),
        completion: .file()
    )
    var config: String?

    /// The variables of this process.
    var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// Who asks registries.
    var credentials: CredentialResolver { CredentialResolver(environment: environment) }

    /// How registries are asked.
    func clientOptions() throws -> RegistryClientOptions {
        let folder = FileManager.default.currentDirectoryPath
        // Outside of any package there is no file, and every setting is what it is by default.
        let package = try? SwiftPackage.find(from: folder, searchesUpward: true)
        return try ImagesFile.load(config, package: package?.path ?? folder, environment: environment)
            .clientOptions(environment)
    }
}
