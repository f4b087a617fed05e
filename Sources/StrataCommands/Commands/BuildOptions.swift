import ArgumentParser
import FoundationEssentials

/// What the commands that build a package share.
struct BuildOptions: ParsableArguments {
    /// Which executable.
    @Argument(
        help: ArgumentHelp(
            "The executable product to build; may be left out where the package makes only one.",
            valueName: "product"
        )
    )
    var product: String?

    /// How to build.
    @Option(name: .shortAndLong, help: "How to build: debug or release.")
    var configuration = SwiftPackage.Configuration.debug

    /// Where the package is.
    @Option(
        help: ArgumentHelp("The package's folder, instead of the one here or above.", valueName: "folder"),
        completion: .directory
    )
    var packagePath: String?

    /// Where to build.
    @Option(
        help: ArgumentHelp("Where build products are kept, instead of the package's '.build'.", valueName: "folder"),
        completion: .directory
    )
    var scratchPath: String?

    /// Builds, and returns the product's name and the executable's path.
    func build() async throws -> (product: String, executable: String) {
        let folder = packagePath ?? FileManager.default.currentDirectoryPath
        var package = try SwiftPackage.find(from: folder, searchesUpward: packagePath == nil)
        package.scratchPath = scratchPath
        let product = try await package.product(named: product)
        return (product, try await package.build(product, configuration))
    }
}

extension SwiftPackage.Configuration: ExpressibleByArgument {}
