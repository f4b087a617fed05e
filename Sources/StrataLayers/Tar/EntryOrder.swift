/// Entries in the order in which a layer has them: by the bytes of their paths, every directory before what it holds.
struct EntryOrder {
    /// The entries, with the directories that were not named.
    let entries: [LayerEntry]

    /// Checks and orders `entries`; directories that are missing get mode 0755 and belong to root.
    ///
    /// - Throws: ``LayerError`` with code `invalidEntry`, which names the entry.
    init(_ entries: [LayerEntry]) throws(LayerError) {
        // Swift takes strings for equal that differ in bytes (composed and decomposed accents); layers do not.
        var byPath: [[UInt8]: LayerEntry] = [:]
        byPath.reserveCapacity(entries.count * 2)
        for entry in entries {
            try Self.validate(entry)
            guard byPath.updateValue(entry, forKey: Array(entry.path.utf8)) == nil else {
                throw LayerError(.invalidEntry, "There are two entries for '\(EntryPath.printable(entry.path))'.")
            }
        }
        for entry in entries { try Self.addParents(of: entry, to: &byPath) }
        let ordered = byPath.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        for entry in ordered { try Self.checkLink(entry, byPath) }
        self.entries = ordered
    }

    private static func validate(_ entry: LayerEntry) throws(LayerError) {
        try EntryPath.validate(entry.path)
        func invalid(_ problem: String) -> LayerError {
            LayerError(.invalidEntry, "The entry '\(EntryPath.printable(entry.path))' \(problem).")
        }
        guard entry.mode <= 0o7777 else {
            throw invalid("has the mode 0\(String(entry.mode, radix: 8)); 07777 is the largest")
        }
        guard entry.uid >= 0, entry.gid >= 0, entry.uid <= UInt32.max, entry.gid <= UInt32.max else {
            throw invalid("belongs to \(entry.uid):\(entry.gid); owners are numbers from 0 to \(UInt32.max)")
        }
        switch entry.kind {
        case .symbolicLink(let target):
            guard !target.isEmpty, !target.utf8.contains(0), target.utf8.count <= 4095 else {
                throw invalid("is a symbolic link to an empty or impossible name")
            }
        case .file(.file(let path, let size)) where size < 0:
            throw invalid("has a negative size (\(path))")
        default: break
        }
    }

    private static func addParents(of entry: LayerEntry, to byPath: inout [[UInt8]: LayerEntry]) throws(LayerError) {
        var path = entry.path.utf8[...]
        while let slash = path.lastIndex(of: UInt8(ascii: "/")) {
            path = path[..<slash]
            if let parent = byPath[Array(path)] {
                guard case .directory = parent.kind else {
                    throw LayerError(
                        .invalidEntry,
                        "'\(EntryPath.printable(entry.path))' lies below '\(EntryPath.printable(parent.path))', "
                            + "which is no directory."
                    )
                }
                // What holds the parent was, or will be, seen to for the parent itself.
                return
            }
            let name = String(decoding: path, as: UTF8.self)
            byPath[Array(path)] = LayerEntry(path: name, kind: .directory, mode: 0o755)
        }
    }

    private static func checkLink(_ entry: LayerEntry, _ byPath: [[UInt8]: LayerEntry]) throws(LayerError) {
        guard case .hardLink(let target) = entry.kind else { return }
        let bytes = Array(target.utf8)
        if case .file = byPath[bytes]?.kind, bytes.lexicographicallyPrecedes(Array(entry.path.utf8)) { return }
        throw LayerError(
            .invalidEntry,
            "The hard link '\(EntryPath.printable(entry.path))' leads to '\(EntryPath.printable(target))', "
                + "which is no file of this layer that comes before it.",
            remedy: "Make the name that sorts first the file, and the other one the link."
        )
    }
}
