import Foundation
import PackagePlugin

/// `swift package build-images`: compiles a product of the package and gives it to `strata image`.
///
/// ```sh
/// swift package --allow-network-connections all --allow-writing-to-package-directory build-images push --json
/// ```
///
/// The first argument may be one of `push` (the default), `build`, `plan` and `check`; `--product` names the executable
/// where the package makes several, `--configuration` says how to compile it. All others are those of `strata image`.
@main
struct BuildImagesPlugin: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        var extractor = ArgumentExtractor(arguments)
        let names = extractor.extractOption(named: "product")
        let configuration = extractor.extractOption(named: "configuration").first ?? "release"
        var rest = extractor.remainingArguments
        let action = rest.first.flatMap { ["push", "build", "plan", "check"].contains($0) ? $0 : nil }
        if action != nil { rest.removeFirst() }

        let product = try product(named: names.first, in: context.package)
        let executable = try compile(product, configuration)
        let tool = try context.tool(named: "StrataCLI")
        let process = Process()
        process.executableURL = tool.url
        process.arguments =
            ["image", action ?? "push", product, "--executable", executable.path]
            + ["--package-path", context.package.directoryURL.path] + rest
        try process.run()
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            // The tool has said on standard error what is wrong.
            throw PluginFailure("'strata image \(action ?? "push")' failed")
        }
    }

    private func product(named name: String?, in package: Package) throws -> String {
        let names = package.products(ofType: ExecutableProduct.self).map(\.name).sorted()
        if let name {
            guard names.contains(name) else {
                throw PluginFailure(
                    "no executable product is called '\(name)': there is \(names.joined(separator: ", "))"
                )
            }
            return name
        }
        guard names.count == 1, let only = names.first else {
            throw PluginFailure(
                names.isEmpty
                    ? "the package makes no executable product"
                    : "the package makes several executables: name one with --product: \(names.joined(separator: ", "))"
            )
        }
        return only
    }

    private func compile(_ product: String, _ configuration: String) throws -> URL {
        guard let kind = PackageManager.BuildConfiguration(rawValue: configuration) else {
            throw PluginFailure("--configuration is '\(configuration)', but takes debug or release")
        }
        let result = try packageManager.build(.product(product), parameters: .init(configuration: kind))
        guard result.succeeded else {
            Diagnostics.error(result.logText)
            throw PluginFailure("'\(product)' does not compile")
        }
        guard
            let artifact = result.builtArtifacts.first(where: {
                $0.kind == .executable && $0.url.lastPathComponent == product
            })
        else { throw PluginFailure("'\(product)' was compiled, but made no executable") }
        return artifact.url
    }
}

/// What went wrong, for people.
struct PluginFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
