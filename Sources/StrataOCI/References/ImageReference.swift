public import StrataModel

/// The name of an image: registry, repository, and a tag, a digest, or both.
///
/// Follows the grammar of https://pkg.go.dev/github.com/distribution/reference. Docker Hub's short names are understood:
/// `debian:bookworm-slim` is `docker.io/library/debian:bookworm-slim`. Where tag and digest are given, the digest says which
/// image it is and the tag is for people.
public struct ImageReference: Sendable, Hashable {
    /// The registry that has it.
    public var registry: RegistryHost
    /// The path within the registry, `library/debian`.
    public var repository: String
    /// The tag, or `nil`.
    public var tag: String?
    /// The digest, or `nil`.
    public var digest: Digest?

    /// Parses the text form.
    ///
    /// - Throws: ``ImageReferenceError`` that says which part is malformed and what is allowed there.
    public init(_ text: some StringProtocol) throws(ImageReferenceError) {
        let text = String(text)
        guard text.utf8.count <= 1024 else { throw ImageReferenceError(text, "it is longer than 1024 bytes") }
        guard !text.isEmpty else {
            throw ImageReferenceError(text, "it is empty; expected for example debian:bookworm-slim")
        }
        var rest = text[...]
        var digest: Digest?
        if let at = rest.lastIndex(of: "@") {
            let digestText = rest[rest.index(after: at)...]
            guard let parsed = Digest(digestText), digestText == parsed.description else {
                throw ImageReferenceError(
                    text,
                    "'\(digestText)' is no digest: expected sha256: and 64 lower-case hexadecimal digits"
                )
            }
            digest = parsed
            rest = rest[..<at]
        }
        var tag: String?
        let lastSlash = rest.lastIndex(of: "/") ?? rest.startIndex
        if let colon = rest[lastSlash...].lastIndex(of: ":"), !rest[colon...].contains("]") {
            let tagText = rest[rest.index(after: colon)...]
            guard Self.isTag(tagText) else {
                throw ImageReferenceError(
                    text,
                    "'\(tagText)' is no tag: expected up to 128 letters, digits, '_', '.' and '-', not beginning with '.' or '-'"
                )
            }
            tag = String(tagText)
            rest = rest[..<colon]
        }
        let (registry, path) = try Self.splitRegistry(rest, of: text)
        try self.init(registry: registry, repository: path, tag: tag, digest: digest)
    }

    /// Puts a reference together.
    ///
    /// On Docker Hub a repository of one component belongs to `library`.
    ///
    /// - Throws: ``ImageReferenceError`` where the repository is malformed.
    public init(
        registry: RegistryHost,
        repository: String,
        tag: String? = nil,
        digest: Digest? = nil
    ) throws(ImageReferenceError) {
        let isOfLibrary = registry == .dockerHub && !repository.contains("/") && !repository.isEmpty
        let path = isOfLibrary ? "library/" + repository : repository
        try Self.check(repository: path)
        if let tag, !Self.isTag(tag[...]) { throw ImageReferenceError(tag, "it is no tag") }
        self.registry = registry
        self.repository = path
        self.tag = tag
        self.digest = digest
    }

    /// The tag or digest to ask a registry for: the digest where there is one, the tag `latest` where neither is given.
    public var identifier: String {
        digest?.description ?? tag ?? "latest"
    }

    /// The same image by digest alone.
    public func pinned(to digest: Digest) -> ImageReference {
        var reference = self
        reference.tag = nil
        reference.digest = digest
        return reference
    }

    /// The same repository with another tag and no digest.
    ///
    /// - Throws: ``ImageReferenceError`` where `tag` is malformed.
    public func tagged(_ tag: String) throws(ImageReferenceError) -> ImageReference {
        try ImageReference(registry: registry, repository: repository, tag: tag)
    }

    /// Checks a repository's name by itself.
    ///
    /// - Throws: ``ImageReferenceError`` that names the component that is malformed.
    public static func check(repository: String) throws(ImageReferenceError) {
        guard !repository.isEmpty else { throw ImageReferenceError(repository, "the repository's name is missing") }
        guard repository.utf8.count <= 255 else {
            throw ImageReferenceError(repository, "the repository's name is longer than 255 characters")
        }
        for component in repository.split(separator: "/", omittingEmptySubsequences: false)
        where !isComponent(component) {
            let hint = component.contains { $0.isUppercase } ? "; repository names are lower-case" : ""
            throw ImageReferenceError(
                repository,
                "'\(component)' is no part of a repository's name: expected lower-case letters and digits, with '.', '_', '__' "
                    + "or '-' between them\(hint)"
            )
        }
    }

    private static func splitRegistry(
        _ name: Substring,
        of text: String
    ) throws(ImageReferenceError) -> (RegistryHost, String) {
        guard let slash = name.firstIndex(of: "/") else { return (.dockerHub, String(name)) }
        let first = name[..<slash]
        let isHost = first == "localhost" || first.contains { ".:[".contains($0) || $0.isUppercase }
        guard isHost else { return (.dockerHub, String(name)) }
        do {
            return (try RegistryHost(first), String(name[name.index(after: slash)...]))
        } catch {
            throw ImageReferenceError(text, error.problem)
        }
    }

    /// `[\w][\w.-]{0,127}` of the distribution specification.
    package static func isTag(_ tag: Substring) -> Bool {
        guard let first = tag.utf8.first, tag.utf8.count <= 128, isWord(first) else { return false }
        return tag.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isLowerOrDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
    }

    private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*` of the distribution specification.
    private static func isComponent(_ component: Substring) -> Bool {
        guard let first = component.utf8.first, let last = component.utf8.last, isLowerOrDigit(first),
            isLowerOrDigit(last)
        else { return false }
        var separator: [UInt8] = []
        for byte in component.utf8 {
            if isLowerOrDigit(byte) {
                separator = []
                continue
            }
            separator.append(byte)
            let isAllowed =
                switch separator {
                case [UInt8(ascii: ".")], [UInt8(ascii: "_")], [UInt8(ascii: "_"), UInt8(ascii: "_")]: true
                default: separator.allSatisfy { $0 == UInt8(ascii: "-") }
                }
            guard isAllowed else { return false }
        }
        return true
    }
}

extension ImageReference: CustomStringConvertible {
    /// The full text form, registry included.
    public var description: String {
        "\(registry)/\(repository)" + (tag.map { ":" + $0 } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}
