public import StrataOCI

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Finds the credentials for a registry.
///
/// Looks where docker, podman and skopeo put them, in this order: `$REGISTRY_AUTH_FILE`, `$DOCKER_CONFIG/config.json`,
/// `$XDG_RUNTIME_DIR/containers/auth.json`, `~/.docker/config.json` (unless `$DOCKER_CONFIG` stands for it). In each file
/// `credHelpers` come first, then `credsStore`, then `auths`; the first that has something for the registry counts.
/// Nothing is read, and no helper is run, before a registry asks for credentials.
public struct CredentialResolver: Sendable {
    private enum Source: Sendable {
        case environment([String: String])
        case function(@Sendable (ImageRepository) async throws -> Credential)
    }

    private let source: Source
    /// How long a credential helper may take.
    public var helperLimit: Duration = .seconds(30)

    /// Looks in the files that an environment names.
    public init(environment: [String: String]) {
        source = .environment(environment)
    }

    /// Asks a function.
    public init(_ function: @escaping @Sendable (ImageRepository) async throws -> Credential) {
        source = .function(function)
    }

    /// Finds none, ever.
    public static let anonymous = CredentialResolver { _ in .anonymous }

    /// A credential, and how far it reaches.
    struct Resolution: Sendable {
        var credential: Credential
        /// Whether it is the same for every repository of the registry.
        var isForWholeRegistry: Bool
    }

    /// The credential for a repository.
    ///
    /// Reads files and may run a program each time it is called.
    ///
    /// - Returns: The credential; ``Credential/anonymous`` where nothing is found.
    /// - Throws: An error that names the file or helper, without its content.
    func resolve(_ repository: ImageRepository) async throws -> Resolution {
        var isForWholeRegistry = true
        switch source {
        case .function(let function):
            return Resolution(credential: try await function(repository), isForWholeRegistry: false)
        case .environment(let environment):
            for path in Self.paths(environment) {
                guard let file = try CredentialFile.read(path) else { continue }
                if file.hasPaths(for: repository.registry) { isForWholeRegistry = false }
                for entry in file.entries(for: repository) {
                    switch entry {
                    case .stored(let credential):
                        return Resolution(credential: credential, isForWholeRegistry: isForWholeRegistry)
                    case .helper(let name, let server):
                        let helper = CredentialHelper(name: name, file: path)
                        let credential = try await helper.credential(
                            for: server,
                            environment: environment,
                            within: helperLimit
                        )
                        if let credential {
                            return Resolution(credential: credential, isForWholeRegistry: isForWholeRegistry)
                        }
                    }
                }
            }
            return Resolution(credential: .anonymous, isForWholeRegistry: isForWholeRegistry)
        }
    }

    /// The files in the order in which they count.
    static func paths(_ environment: [String: String]) -> [String] {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        var paths: [String] = []
        if let path = value("REGISTRY_AUTH_FILE") { paths.append(path) }
        if let folder = value("DOCKER_CONFIG") { paths.append(folder + "/config.json") }
        if let folder = value("XDG_RUNTIME_DIR") { paths.append(folder + "/containers/auth.json") }
        if value("DOCKER_CONFIG") == nil, let home = value("HOME") { paths.append(home + "/.docker/config.json") }
        return paths
    }
}
