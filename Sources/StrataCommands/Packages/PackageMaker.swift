import FoundationEssentials

/// Writes a new package to disk.
enum PackageMaker {
    /// Writes `files` below `folder`, which must be new or empty.
    ///
    /// - Throws: ``CommandFailure``; where it is about the folder, nothing has been written.
    static func write(_ files: [PackageTemplate.File], below folder: String) throws(CommandFailure) {
        try check(folder)
        for file in files {
            let path = folder + "/" + file.path
            do {
                let parent = URL(filePath: path).deletingLastPathComponent()
                try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
            } catch {
                throw CommandFailure(
                    "cannot write '\(path)': \(reason(error)).",
                    remedy:
                        "See that the folder can be written to and has space left, remove '\(folder)', and try again."
                )
            }
        }
    }

    private static func check(_ folder: String) throws(CommandFailure) {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: folder) else { return }
        var isDirectory = (attributes[.type] as? FileAttributeType) == .typeDirectory
        if !isDirectory { isDirectory = (try? FileManager.default.contentsOfDirectory(atPath: folder)) != nil }
        guard isDirectory else {
            throw CommandFailure(
                "'\(folder)' is there already, and is not a folder.",
                remedy: "Choose another name, or another place with --path."
            )
        }
        guard let content = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw CommandFailure("the folder '\(folder)' cannot be read.", remedy: "Choose another place with --path.")
        }
        guard content.isEmpty else {
            throw CommandFailure(
                "the folder '\(folder)' is there already, and is not empty.",
                remedy: "Choose another name, or another place with --path."
            )
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        switch error.code {
        case .fileWriteNoPermission: return "permission is denied"
        case .fileWriteOutOfSpace: return "no space is left"
        case .fileWriteVolumeReadOnly: return "the file system is read-only"
        default: return "the file system refuses it (\(error.code.rawValue))"
        }
    }
}
