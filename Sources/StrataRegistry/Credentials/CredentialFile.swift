import StrataOCI

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a `config.json` of docker or an `auth.json` of podman says about credentials.
struct CredentialFile: Sendable {
    /// A place in the file that answers for a registry.
    enum Entry: Sendable, Hashable {
        /// A program to ask, and what to ask it for.
        case helper(name: String, server: String)
        /// What stands in the file itself.
        case stored(Credential)
    }

    /// Where it is, for messages.
    var path: String
    private var helpers: [(key: CredentialKey, name: String)] = []
    private var store: String?
    private var stored: [(key: CredentialKey, credential: Credential)] = []

    /// The longest file that is read.
    static let limit = 4 * 1024 * 1024

    /// Reads a file.
    ///
    /// - Returns: `nil` where there is none.
    /// - Throws: ``CredentialError`` where it cannot be read or is malformed.
    static func read(_ path: String) throws(CredentialError) -> CredentialFile? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw CredentialError(problem: "\(path) cannot be read", remedy: "Check who may read the file.")
        }
        return try CredentialFile(path: path, bytes: Array(data))
    }

    /// Reads a file's content.
    ///
    /// - Throws: ``CredentialError`` that never quotes the content.
    init(path: String, bytes: [UInt8]) throws(CredentialError) {
        self.path = path
        guard bytes.count <= Self.limit else {
            throw CredentialError(problem: "\(path) is longer than 4 MiB", remedy: nil)
        }
        // docker itself takes an empty file for one that says nothing.
        guard bytes.contains(where: { !" \t\r\n".utf8.contains($0) }) else { return }
        guard let document = try? RawJSON(parsing: bytes).object else {
            throw CredentialError(
                problem: "\(path) is no JSON object, or names a key twice",
                remedy: "Repair it, or remove it and log in again."
            )
        }
        for member in try members("credHelpers", of: document) {
            guard let name = member.value.string else { throw malformed("credHelpers", member.name) }
            // An empty name means: no helper for this one.
            if !name.isEmpty { helpers.append((CredentialKey(member.name), name)) }
        }
        if let name = document["credsStore"]?.string, !name.isEmpty { store = name }
        for member in try members("auths", of: document) {
            guard let entry = member.value.object else { throw malformed("auths", member.name) }
            guard let credential = try credential(entry, of: member.name) else { continue }
            stored.append((CredentialKey(member.name), credential))
        }
    }

    /// What answers for a repository, in the order in which it is to be asked: helper, store, what stands in the file.
    func entries(for repository: ImageRepository) -> [Entry] {
        var entries: [Entry] = []
        let helper = helpers.filter { $0.key.covers(repository) }.max { $0.key.depth < $1.key.depth }
        if let helper { entries.append(.helper(name: helper.name, server: helper.key.server)) }
        if let store { entries.append(.helper(name: store, server: CredentialKey(repository.registry).server)) }
        let own = stored.filter { $0.key.covers(repository) }.max { $0.key.depth < $1.key.depth }
        if let own { entries.append(.stored(own.credential)) }
        return entries
    }

    /// Whether parts of a registry have entries of their own.
    func hasPaths(for registry: RegistryHost) -> Bool {
        let keys = helpers.map(\.key) + stored.map(\.key)
        return keys.contains { $0.depth > 0 && $0.isOf(registry) }
    }

    private func members(_ name: String, of document: JSONObject) throws(CredentialError) -> [JSONObject.Member] {
        guard let value = document[name], !value.isNull else { return [] }
        guard let object = value.object else {
            throw CredentialError(
                problem: "\(path): \(name) is no object, or names a key twice",
                remedy: "Repair the file, or remove it and log in again."
            )
        }
        return object.members
    }

    private func credential(_ entry: JSONObject, of key: String) throws(CredentialError) -> Credential? {
        let origin = "auths in \(path)"
        func text(_ name: String) -> String? {
            entry[name]?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        if let token = text("registrytoken") { return Credential(.registryToken(Secret(token)), origin: origin) }
        if let token = text("identitytoken") { return Credential(.identityToken(Secret(token)), origin: origin) }
        if let encoded = text("auth") {
            guard let bytes = Base64.decode(encoded), let pair = String(validating: bytes, as: UTF8.self),
                let colon = pair.firstIndex(of: ":")
            else { throw malformed("auths", key, " 'auth' is no Base64 of user:password") }
            let password = pair[pair.index(after: colon)...].filter { $0 != "\0" }
            return Credential(.password(user: String(pair[..<colon]), Secret(password)), origin: origin)
        }
        guard let user = text("username"), let password = text("password") else { return nil }
        return Credential(.password(user: user, Secret(password)), origin: origin)
    }

    private func malformed(_ member: String, _ key: String, _ detail: String = "") -> CredentialError {
        CredentialError(
            problem: "\(path): the entry '\(PrintableText.clean(key, limit: 200))' of \(member) is malformed\(detail)",
            remedy: "Repair the entry, or log in again."
        )
    }
}
