#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Walks the folders that a pattern can lead into, and collects the files that it names.
struct PatternWalk {
    /// What is never carried: what is built, the history, and the lock file, which building an image may change.
    static let excluded: Set<String> = [".git", ".build", "strata.lock"]

    private(set) var files: [DataFile] = []
    private(set) var match: DataMatch
    private let root: String
    private var folders: [String] = []
    private var isExcluding = false

    init(_ pattern: Located<DataPattern>, root: String) {
        self.root = root
        match = DataMatch(pattern: pattern, count: 0, bytes: 0)
    }

    mutating func run(_ problems: inout Problems) {
        let before = problems.count
        var waiting = [(path: "", state: PatternState(match.pattern.value.alternatives))]
        while let (path, state) = waiting.popLast() {
            for name in names(in: path, state, &problems) {
                guard !Self.excluded.contains(name) else {
                    isExcluding = true
                    continue
                }
                let inner = path.isEmpty ? name : "\(path)/\(name)"
                if let next = visit(inner, state.step(into: name), &problems) { waiting.append((inner, next)) }
            }
        }
        match.count = files.count
        match.bytes = files.reduce(0) { $0 + $1.size }
        // What has been said about a file explains it already.
        if files.isEmpty, problems.count == before { explainNothing(&problems) }
    }

    /// The names in a folder that can matter: where all is literal, the folder is not read.
    private func names(in path: String, _ state: PatternState, _ problems: inout Problems) -> [String] {
        if let names = state.literalNames { return names }
        let folder = path.isEmpty ? root : "\(root)/\(path)"
        guard let names = Paths.names(in: folder) else {
            add(
                &problems,
                "the folder '\(path.isEmpty ? "." : path)' cannot be read: \(SystemError.text(errno))",
                "make it readable"
            )
            return []
        }
        return names.compactMap { name in
            if let name { return name }
            add(&problems, "'\(path.isEmpty ? "." : path)' has a file whose name is not UTF-8", "rename it")
            return nil
        }
    }

    /// Looks at one name.
    ///
    /// - Returns: How the pattern goes on within it, when it is a folder to walk.
    private mutating func visit(
        _ path: String,
        _ step: PatternState.Step,
        _ problems: inout Problems
    ) -> PatternState? {
        guard step.isMatch || step.next != nil else { return nil }
        guard let status = Paths.status(of: "\(root)/\(path)") else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            if step.isMatch { folders.append(path) }
            return step.next
        case S_IFLNK: visitLink(path, step, &problems)
        case S_IFREG where step.isMatch:
            let mode = status.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)
            add(path, size: Int64(status.st_size), isExecutable: mode != 0, .file)
        case _ where step.isMatch:
            add(&problems, "'\(path)' is no file but a device, a socket or a named pipe", "exclude it")
        default: break
        }
        return nil
    }

    private mutating func visitLink(_ path: String, _ step: PatternState.Step, _ problems: inout Problems) {
        let link = "\(root)/\(path)"
        guard let target = Paths.target(of: link), let end = Paths.real(link) else {
            if step.isMatch {
                add(&problems, "the symbolic link '\(path)' leads nowhere", "mend it or exclude it")
            }
            return
        }
        let isFolder = Paths.status(of: end).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
        guard step.isMatch || isFolder else { return }
        guard Paths.isWithin(end, root) else {
            let remedy = "copy what it leads to into the package, or exclude it"
            add(&problems, "the symbolic link '\(path)' leads out of the package, to '\(end)'", remedy)
            return
        }
        guard step.isMatch else {
            match.unfollowedLinks.append(path)
            return
        }
        guard !target.hasPrefix("/") else {
            let remedy = "make it a relative one, as the files have other places in an image"
            add(&problems, "the symbolic link '\(path)' has the absolute target '\(target)'", remedy)
            return
        }
        add(path, size: 0, isExecutable: false, .symbolicLink(target: target))
    }

    private mutating func add(_ path: String, size: Int64, isExecutable: Bool, _ kind: DataFile.Kind) {
        files.append(
            DataFile(
                path: path,
                absolutePath: "\(root)/\(path)",
                size: size,
                isExecutable: isExecutable,
                kind: kind
            )
        )
    }

    private func add(_ problems: inout Problems, _ message: String, _ remedy: String) {
        problems.add(match.pattern.position, "\(message) (pattern '\(Shown.text(match.pattern.value.text))')", remedy)
    }

    private func explainNothing(_ problems: inout Problems) {
        let pattern = Shown.text(match.pattern.value.text)
        let position = match.pattern.position
        if let folder = folders.first {
            let message = "the pattern '\(pattern)' matches the folder '\(folder)', and no files"
            problems.add(position, message, "write '\(folder)/**' for all files in it")
        } else if let link = match.unfollowedLinks.first {
            let message = "the pattern '\(pattern)' leads into '\(link)', a symbolic link, and links are not followed"
            problems.add(position, message, "name the folder that it leads to")
        } else if isExcluding {
            let message =
                "the pattern '\(pattern)' matches nothing but what is in \(Shown.list(Self.excluded.sorted(), "or"))"
            problems.add(position, message, "remove it, as these are never carried")
        } else {
            let message = "the pattern '\(pattern)' matches no file"
            problems.add(position, message, "see that the path is right, from the package's folder, or remove it")
        }
    }
}
