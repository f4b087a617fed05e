import Foundation
import PackagePlugin

/// Puts the files of a target's `Templates` and `Assets` folders into its binary, so that one file is the whole server.
@main
struct EmbedAssetsPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        let folders = ["Templates", "Assets"].map { target.directoryURL.appending(path: $0) }
            .filter { FileManager.default.fileExists(atPath: $0.path) }
        let files = try folders.flatMap(Self.files).sorted { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embed \(files.count) files in \(target.name)",
                executable: try context.tool(named: "StrataAssetsTool").url,
                arguments: [output.path, target.directoryURL.path] + files.map(\.path),
                // The folders, too: a file that comes or goes is a change.
                inputFiles: folders + files,
                outputFiles: [output]
            )
        ]
    }

    private static func files(below folder: URL) throws -> [URL] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .map { folder.appending(path: $0) }
            .filter { !$0.hasDirectoryPath && !$0.lastPathComponent.hasPrefix(".") }
    }
}
