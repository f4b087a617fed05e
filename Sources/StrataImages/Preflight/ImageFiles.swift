/// The files of an image: its layers' listings laid over each other, as a container sees them.
struct ImageFiles: Sendable {
    /// The entries by path, without the slash at its beginning.
    private(set) var entries: [String: LayerListing.Entry] = [:]
    private(set) var texts: [String: [UInt8]] = [:]

    /// Lays listings over each other, the lowest first.
    init(_ listings: [LayerListing]) {
        for listing in listings { lay(listing) }
    }

    /// Follows a path and the symbolic links on it.
    ///
    /// - Returns: What is there, and its path without links; `nil` where nothing is, or links go round.
    func find(_ path: String) -> (path: String, entry: LayerListing.Entry)? {
        var rest = path.split(separator: "/").map(String.init)
        var resolved: [String] = []
        var links = 0
        while !rest.isEmpty {
            let name = rest.removeFirst()
            if name == "." { continue }
            if name == ".." {
                _ = resolved.popLast()
                continue
            }
            resolved.append(name)
            guard let entry = entries[resolved.joined(separator: "/")] else {
                // Archives may leave out the folders that lead to a file.
                if hasContent(resolved.joined(separator: "/")) { continue }
                return nil
            }
            guard let target = entry.target else { continue }
            links += 1
            guard links <= 40 else { return nil }
            resolved = target.hasPrefix("/") ? [] : resolved.dropLast()
            rest = target.split(separator: "/").map(String.init) + rest
        }
        let path = resolved.joined(separator: "/")
        let implied = LayerListing.Entry(kind: .directory, mode: 0o755, user: 0, group: 0)
        return (path, entries[path] ?? implied)
    }

    private func hasContent(_ folder: String) -> Bool {
        entries.keys.contains { $0.hasPrefix(folder + "/") }
    }

    private mutating func lay(_ listing: LayerListing) {
        for folder in listing.opaque { remove(below: folder) }
        for path in listing.removed {
            entries[path] = nil
            texts[path] = nil
            remove(below: path)
        }
        for (path, entry) in listing.entries {
            // A file in the place of a folder hides what the folder had.
            if entry.kind != .directory, entries[path]?.kind == .directory { remove(below: path) }
            entries[path] = entry
        }
        texts.merge(listing.texts) { $1 }
    }

    private mutating func remove(below folder: String) {
        let prefix = folder.isEmpty ? "" : folder + "/"
        for path in entries.keys where path.hasPrefix(prefix) { entries[path] = nil }
        for path in texts.keys where path.hasPrefix(prefix) { texts[path] = nil }
    }
}
