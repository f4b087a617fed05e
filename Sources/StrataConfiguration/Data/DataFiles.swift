/// The files that patterns name.
public struct DataFiles: Sendable, Hashable {
    /// Each file once, in the bytewise order of the paths.
    public var files: [DataFile]
    /// What each pattern has matched, in the order of the patterns.
    public var matches: [DataMatch]

    /// Finds the files that patterns name below a package's folder.
    ///
    /// Folders called `.git` and `.build` are left out wherever they are. Symbolic links are not followed but carried as
    /// they are; what they lead to has to be carried too. Only folders that a pattern can lead into are read.
    ///
    /// - Parameters:
    ///   - patterns: The patterns, with their places in the file.
    ///   - folder: The package's folder.
    ///   - file: What errors call the file that has the patterns.
    /// - Returns: The files, and what each pattern has matched.
    /// - Throws: ``ConfigurationErrors`` with every pattern that matches nothing, every link that leads out of the package
    ///   or to what is not carried, and all that cannot be read or is no file.
    public static func find(
        _ patterns: [Located<DataPattern>],
        package folder: String,
        file: String = ImagesConfiguration.fileName
    ) throws(ConfigurationErrors) -> DataFiles {
        var problems = Problems(file: file)
        guard !patterns.isEmpty else { return DataFiles(files: [], matches: []) }
        guard let root = Paths.real(folder) else {
            problems.add(nil, "the package's folder '\(folder)' cannot be read", "see that it is there")
            try problems.check()
            return DataFiles(files: [], matches: [])
        }
        // By bytes: Swift holds texts equal that differ in their bytes but not in their characters, file systems do not.
        var found: [[UInt8]: (file: DataFile, place: TextPosition?)] = [:]
        var matches: [DataMatch] = []
        for pattern in patterns {
            var walk = PatternWalk(pattern, root: root)
            walk.run(&problems)
            matches.append(walk.match)
            for file in walk.files {
                let path = Array(file.path.utf8)
                if found[path] == nil { found[path] = (file, pattern.position) }
            }
        }
        let files = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        checkLinks(files, &problems)
        try problems.check()
        return DataFiles(files: files.map(\.file), matches: matches)
    }

    /// What a link leads to has to be carried, or the link is broken where the files arrive.
    private static func checkLinks(
        _ files: [(file: DataFile, place: TextPosition?)],
        _ problems: inout Problems
    ) {
        var carried: Set<String> = [""]
        for (file, _) in files {
            var path = Substring(file.path)
            while carried.insert(String(path)).inserted, let slash = path.lastIndex(of: "/") { path = path[..<slash] }
        }
        for (file, place) in files {
            guard case .symbolicLink(let target) = file.kind else { continue }
            let folder = file.path.lastIndex(of: "/").map { file.path[..<$0] } ?? ""
            if let path = Paths.normalized(folder + "/" + target), carried.contains(path) { continue }
            let message = "the symbolic link '\(file.path)' leads to '\(target)', which no pattern names"
            problems.add(place, message, "name that too, or leave the link out")
        }
    }
}
