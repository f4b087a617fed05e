import FoundationEssentials
import StrataLayers

/// The resource bundles that lie beside a program and that its code asks for.
///
/// The folder of build products has the bundles of every target that was ever built there, tests included. The code that
/// SwiftPM generates for a bundle holds the bundle's path, so a name that stands in no file of machine code is not used.
enum ResourceBundles {
    static let suffix = ".resources"

    /// The files of the bundles that are used.
    ///
    /// - Parameters:
    ///   - code: The files of machine code.
    ///   - path: The executable.
    ///   - mentions: Tells what code asks for.
    /// - Returns: The files, in the order of their paths.
    /// - Throws: `LayerError`, ``CacheError`` or Foundation's errors where a file cannot be read.
    static func files(
        for code: [String],
        beside path: String,
        mentions: ResourceMentions
    ) throws -> [WorkerContents.File] {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }.sorted()
        guard !names.isEmpty else { return [] }
        var used: Set<String> = []
        for file in code { try used.formUnion(mentions.names(in: file)) }
        return try names.filter { used.contains($0) }.flatMap { try bundle($0, in: folder) }
    }

    private static func bundle(_ name: String, in folder: String) throws -> [WorkerContents.File] {
        let root = "\(folder)/\(name)"
        return try FileManager.default.subpathsOfDirectory(atPath: root).sorted().compactMap { path in
            var isDirectory = false
            let source = "\(root)/\(path)"
            guard FileManager.default.fileExists(atPath: source, isDirectory: &isDirectory), !isDirectory else {
                return nil
            }
            return WorkerContents.File(
                kind: .resources,
                source: source,
                target: "\(WorkerPackager.folder)/\(name)/\(path)",
                mode: FileManager.default.isExecutableFile(atPath: source) ? 0o755 : 0o644,
                isCode: false
            )
        }
    }
}
