import Foundation
import StrataModel

/// What is below a folder, in the order of the paths.
struct DirectoryListing {
    struct Item {
        let path: String
        let fullPath: String
        let isExecutable: Bool
        let link: String?
    }

    let items: [Item]

    /// Lists a folder.
    ///
    /// - Throws: ``ArtifactError`` for what cannot be read, is no file, folder or link, or links out of the folder.
    init(root: String) throws {
        let manager = FileManager.default
        var isDirectory: ObjCBool = false
        guard manager.fileExists(atPath: root, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw ArtifactError("'\(root)' is no folder", remedy: "Check the path; for a single file use FileArtifact.")
        }
        var items: [Item] = []
        for path in try manager.subpathsOfDirectory(atPath: root).sorted() {
            let fullPath = root + "/" + path
            let attributes = try manager.attributesOfItem(atPath: fullPath)
            switch attributes[.type] as? FileAttributeType {
            case .typeDirectory?:
                continue
            case .typeRegular?:
                let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
                items.append(Item(path: path, fullPath: fullPath, isExecutable: mode & 0o100 != 0, link: nil))
            case .typeSymbolicLink?:
                let target = try manager.destinationOfSymbolicLink(atPath: fullPath)
                guard DirectoryEntry(path: path, link: target).isContained else {
                    throw ArtifactError(
                        "'\(path)' links to '\(target)', outside of the folder",
                        remedy: "Copy what it points to into the folder, or remove the link."
                    )
                }
                items.append(Item(path: path, fullPath: fullPath, isExecutable: false, link: target))
            default:
                throw ArtifactError(
                    "'\(fullPath)' is neither a file, nor a folder, nor a link",
                    remedy: "Remove it from the folder before making the artifact."
                )
            }
        }
        self.items = items
    }
}
