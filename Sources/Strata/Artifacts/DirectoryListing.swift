import Foundation

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
                try DirectoryArtifact.Entry.validate(link: target, at: path)
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

extension DirectoryArtifact.Entry {
    /// Checks that writing the entry stays inside the folder.
    func validate() throws {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !path.hasPrefix("/"), !parts.contains(""), !parts.contains(".."), !parts.contains("."),
            !path.utf8.contains(0)
        else {
            throw ArtifactError("the folder has an entry '\(path)', which would be written outside of it")
        }
        if let link { try Self.validate(link: link, at: path) }
    }

    /// Checks that a link at `path` stays inside the folder.
    static func validate(link: String, at path: String) throws {
        var depth = path.split(separator: "/").count - 1
        for part in link.split(separator: "/") {
            if part == ".." { depth -= 1 } else if part != "." { depth += 1 }
            guard depth >= 0 else { break }
        }
        guard !link.hasPrefix("/"), depth >= 0 else {
            throw ArtifactError(
                "'\(path)' links to '\(link)', outside of the folder",
                remedy: "Copy what it points to into the folder, or remove the link."
            )
        }
    }
}
