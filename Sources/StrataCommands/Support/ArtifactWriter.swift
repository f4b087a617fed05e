import FoundationEssentials
import StrataEngine
import StrataModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes artifacts to files and folders.
struct ArtifactWriter {
    /// Where large values come from.
    var blobs: any BlobStore
    /// Whether what is there may be replaced.
    var overwrites: Bool

    /// Writes the value itself to a file that appears only whole.
    func write(_ bytes: [UInt8], to path: String) throws {
        try prepare(path)
        let temporary = Self.temporary(beside: path)
        defer { unlink(temporary) }
        do {
            try Data(bytes).write(to: URL(filePath: temporary), options: .withoutOverwriting)
        } catch {
            throw Self.failure("cannot write", path, error)
        }
        try place(temporary, at: path)
    }

    /// Writes a blob to a file that appears only whole, its digest verified.
    func write(_ digest: Digest, to path: String) async throws {
        try prepare(path)
        let temporary = Self.temporary(beside: path)
        defer { unlink(temporary) }
        try await blobs.copy(digest, toFileAt: temporary)
        try place(temporary, at: path)
    }

    /// Writes a directory artifact's files, then its links, below `path`.
    ///
    /// Every entry is checked before the first is written: none may lead out of the folder, by its path or through a
    /// symbolic link that lies in it.
    func write(_ entries: [DirectoryEntry], below path: String) async throws {
        if let entry = DirectoryEntry.firstEscape(among: entries) {
            throw CommandFailure(
                "the directory has an entry '\(Printable.line(entry.path))' that would lie outside of it.",
                remedy: "Nothing was written. Whoever made the artifact should not be trusted."
            )
        }
        let contained = entries.compactMap { entry in ContainedPath(entry.path).map { ($0, entry) } }
        try prepareFolder(path)
        for (contained, entry) in contained {
            guard let digest = entry.digest else { continue }
            let target = try makeParents(of: contained, below: path)
            try await write(digest, to: target)
            chmod(target, entry.isExecutable ? 0o755 : 0o644)
        }
        for (contained, entry) in contained {
            guard let link = entry.link else { continue }
            try writeLink(to: link, at: makeParents(of: contained, below: path))
        }
    }

    private func writeLink(to destination: String, at path: String) throws {
        try prepare(path)
        let temporary = Self.temporary(beside: path)
        guard symlink(destination, temporary) == 0, rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw CommandFailure("cannot write the link '\(path)': \(String(cString: strerror(code))).")
        }
    }

    /// Refuses a target that is there, unless it may be replaced and is a file.
    private func prepare(_ path: String) throws(CommandFailure) {
        guard let kind = Self.kind(of: path) else { return }
        guard kind != S_IFDIR else {
            throw CommandFailure("'\(path)' is a folder.", remedy: "Name a file to write.")
        }
        guard overwrites else { throw Self.exists(path) }
    }

    private func prepareFolder(_ path: String) throws {
        switch Self.kind(of: path) {
        case nil:
            break
        case S_IFDIR?:
            let content = try FileManager.default.contentsOfDirectory(atPath: path)
            guard content.isEmpty || overwrites else {
                throw CommandFailure(
                    "the folder '\(path)' is not empty.",
                    remedy: "Name a new one, or add --force to write into it; files of the same names are replaced."
                )
            }
        default:
            throw CommandFailure("'\(path)' is not a folder.", remedy: "Name a folder to write into.")
        }
        try Self.makeFolder(path)
    }

    /// Makes the folders that lead to an entry, and returns where it belongs.
    private func makeParents(of entry: ContainedPath, below root: String) throws -> String {
        var path = root
        for (number, component) in entry.components.enumerated() {
            path += "/" + component
            guard number + 1 < entry.components.count else { break }
            switch Self.kind(of: path) {
            case nil:
                try Self.makeFolder(path)
            case S_IFDIR?:
                break
            default:
                throw CommandFailure(
                    "'\(path)' is in the way: the artifact has a folder there.",
                    remedy: "Move it aside, or name another folder."
                )
            }
        }
        return path
    }

    /// Moves a finished file to its place in one step.
    private func place(_ temporary: String, at path: String) throws(CommandFailure) {
        // `link` fails where something is there by now; `rename` would replace it.
        let done = overwrites ? rename(temporary, path) == 0 : link(temporary, path) == 0
        guard !done else { return }
        let code = errno
        guard code != EEXIST else { throw Self.exists(path) }
        throw CommandFailure("cannot write '\(path)': \(String(cString: strerror(code))).")
    }

    private static func exists(_ path: String) -> CommandFailure {
        CommandFailure("'\(path)' is there already.", remedy: "Name another file, or add --force to replace it.")
    }

    private static func failure(_ verb: String, _ path: String, _ error: any Error) -> CommandFailure {
        let reason = (error as? CocoaError)?.underlying.map { ": \($0)" } ?? ""
        return CommandFailure(
            "\(verb) '\(path)'\(reason).",
            remedy: "See that its folder is there, can be written to, and has space left."
        )
    }

    private static func makeFolder(_ path: String) throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw failure("cannot make the folder", path, error)
        }
    }

    private static func temporary(beside path: String) -> String {
        "\(path).strata-\(UUID().uuidString)"
    }

    /// The kind of what is at `path` itself, links not followed; `nil` for nothing.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }
}

extension CocoaError {
    /// The system's reason, where there is one.
    fileprivate var underlying: String? {
        (self.userInfo["NSUnderlyingError"] as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
    }
}
