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
        let present = files.filter { FileManager.default.fileExists(atPath: $0.path) }
        let output = context.pluginWorkDirectoryURL.appending(path: "BaseImageTags.swift")
        return [
            .buildCommand(
                displayName: "Name the base images for \(target.name)",
                executable: try context.tool(named: "StrataTagsTool").url,
                // Plugins are not asked again when the file comes to be. A folder changes then, so the folders are inputs
                // too; that later edits go unseen until plugins are asked again is for the tool to say.
                arguments: (present.isEmpty ? ["--unwatched"] : []) + [output.path] + files.map(\.path),
                inputFiles: folders + present,
                outputFiles: [output]
            )
        ]
    }
}
