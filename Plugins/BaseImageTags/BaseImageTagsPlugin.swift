import Foundation
import PackagePlugin

/// Gives a target `BaseImageTag.cuda` for the base image `cuda` of `strata.yaml`, and so on for all of them.
///
/// The file is looked for in the target's folder, then in the package's. Without one there is `BaseImageTag.default` alone.
@main
struct BaseImageTagsPlugin: BuildToolPlugin {
    private static let fileName = "strata.yaml"

    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        let folders = [target.directoryURL, context.package.directoryURL]
        let files = folders.map { $0.appending(path: Self.fileName) }
        let file = files.first { FileManager.default.fileExists(atPath: $0.path) }
        let output = context.pluginWorkDirectoryURL.appending(path: "BaseImageTags.swift")
        return [
            .buildCommand(
                displayName: "Name the base images for \(target.name)",
                executable: try context.tool(named: "StrataTagsTool").url,
                // A file that is not there is read as one that is empty.
                arguments: [(file ?? files[1]).path, output.path],
                inputFiles: file.map { [$0] } ?? [],
                outputFiles: [output]
            )
        ]
    }
}
