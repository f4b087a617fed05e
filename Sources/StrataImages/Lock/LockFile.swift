import FoundationEssentials
public import StrataModel
public import StrataOCI

/// `strata.lock`: the digest that each base's name leads to, so that the same source gives the same images.
///
/// A JSON document with its keys in order, made to be committed and read in a diff.
public struct LockFile: Sendable, Hashable {
    /// What is held of one base.
    public struct Entry: Sendable, Hashable {
        /// The reference as it stands in `strata.yaml`, in full.
        public var image: String
        /// What it leads to: an index or a manifest.
        public var digest: Digest
        /// What the digest is of.
        public var mediaType: MediaType
        /// The manifest of each platform it has.
        public var platforms: [String: Digest]

        /// Describes a base.
        public init(image: String, digest: Digest, mediaType: MediaType, platforms: [String: Digest]) {
            self.image = image
            self.digest = digest
            self.mediaType = mediaType
            self.platforms = platforms
        }
    }

    /// The file's name, beside `strata.yaml`.
    public static let name = "strata.lock"

    /// What is held, by the base's key.
    public var bases: [BaseImageTag: Entry]

    /// Holds nothing, or what is given.
    public init(bases: [BaseImageTag: Entry] = [:]) {
        self.bases = bases
    }

    /// Reads a lock file's text.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - path: The file's path, for messages.
    /// - Throws: ``LockError`` that says what is malformed.
    public init(parsing bytes: [UInt8], path: String) throws(LockError) {
        let object: JSONObject
        do {
            object = try JSONObject(document: bytes, "lock file")
        } catch {
            throw LockError(path: path, problem: error.problem)
        }
        guard let version = object["version"]?.integer else {
            throw LockError(path: path, problem: "it has no version")
        }
        guard version == 1 else {
            throw LockError(path: path, problem: "it has version \(version), and this Strata knows version 1")
        }
        guard let entries = object["bases"]?.object else { throw LockError(path: path, problem: "it has no bases") }
        bases = [:]
        for entry in entries.members {
            bases[BaseImageTag(rawValue: entry.name)] = try Self.entry(entry, path: path)
        }
    }

    /// Reads the file of a folder.
    ///
    /// - Returns: What it holds; nothing where there is no such file.
    /// - Throws: ``LockError`` where it cannot be read or is malformed.
    public static func load(_ path: String) throws(LockError) -> LockFile {
        guard FileManager.default.fileExists(atPath: path) else { return LockFile() }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw LockError(path: path, problem: "it cannot be read: \(error)")
        }
        return try LockFile(parsing: Array(data), path: path)
    }

    /// Writes the file, in one step.
    ///
    /// - Throws: ``LockError`` where it cannot be written; the old file is then still there.
    public func save(_ path: String) throws(LockError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw LockError(path: path, problem: "it cannot be written: \(error)")
        }
    }

    /// The file's text.
    public var text: String {
        var lines = ["{", "  \"version\": 1,", "  \"bases\": {"]
        let tags = bases.keys.map(\.rawValue).sorted()
        for (index, tag) in tags.enumerated() {
            guard let entry = bases[BaseImageTag(rawValue: tag)] else { continue }
            lines.append("    \(RawJSON(tag)): {")
            lines.append("      \"image\": \(RawJSON(entry.image)),")
            lines.append("      \"digest\": \(RawJSON(entry.digest.description)),")
            lines.append("      \"mediaType\": \(RawJSON(entry.mediaType.rawValue)),")
            lines.append("      \"platforms\": {")
            let platforms = entry.platforms.sorted { $0.key < $1.key }.map { platform, digest in
                "        \(RawJSON(platform)): \(RawJSON(digest.description))"
            }
            lines.append(platforms.joined(separator: ",\n"))
            lines.append("      }")
            lines.append("    }" + (index < tags.count - 1 ? "," : ""))
        }
        lines += ["  }", "}"]
        return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }

    private static func entry(_ member: JSONObject.Member, path: String) throws(LockError) -> Entry {
        let place = "bases.\(member.name)"
        guard let object = member.value.object, let image = object["image"]?.string,
            let mediaType = object["mediaType"]?.string, let platforms = object["platforms"]?.object?.strings
        else { throw LockError(path: path, problem: "\(place) lacks its image, mediaType or platforms") }
        guard let digest = object["digest"]?.string.flatMap({ Digest($0) }) else {
            throw LockError(path: path, problem: "\(place) has no digest")
        }
        var digests: [String: Digest] = [:]
        for (platform, text) in platforms {
            guard let digest = Digest(text) else {
                throw LockError(path: path, problem: "\(place) has no digest for \(platform)")
            }
            digests[platform] = digest
        }
        return Entry(image: image, digest: digest, mediaType: MediaType(rawValue: mediaType), platforms: digests)
    }
}
