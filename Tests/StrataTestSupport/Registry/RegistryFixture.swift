import Foundation

/// A real registry: Debian's `docker-registry` on a free port of 127.0.0.1, its storage in a temporary folder.
public struct RegistryFixture: Sendable {
    /// How the registry is set up.
    public struct Options: Sendable {
        /// Whether only ``RegistryFixture/user`` with ``RegistryFixture/password`` is let in.
        public var needsLogin = false
        /// Whether it takes no pushes.
        public var isReadOnly = false
        /// A certificate and its key, in PEM files; with them it speaks TLS.
        public var certificate: (certificate: String, key: String)?

        /// No login, no TLS, pushes welcome.
        public init() {}
    }

    /// The one account, where there are accounts.
    public static let user = "someone"
    /// Its password.
    public static let password = "secret"
    private static let passwordHash = "$2b$04$43DN4AvmFgaq/UYA/YJmkekKsAOrdpxHHZGdAn2ZmNSPLhrzch3Gm"

    /// Where it listens.
    public let port: Int
    /// Where it keeps what is pushed.
    public let storage: String

    /// As references name it: `127.0.0.1:<port>`.
    public var host: String { "127.0.0.1:\(port)" }

    /// Runs `body` with a registry, which is ended afterwards whatever happened.
    ///
    /// - Throws: What `body` throws; ``RegistryFixtureError`` where the registry does not come up.
    public static func run<Result: Sendable>(
        _ options: Options = Options(),
        _ body: @escaping @Sendable (RegistryFixture) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryFolder { folder in
            let registry = RegistryFixture(port: try LoopbackPort.free(), storage: folder + "/data")
            let configuration = folder + "/config.yml"
            try registry.write(options, to: configuration, folder)
            return try await withThrowingTaskGroup(of: Result?.self) { group in
                // Canceling the task ends the process.
                group.addTask {
                    let outcome = try await runProgram(["docker-registry", "serve", configuration], in: folder)
                    if Task.isCancelled { return nil }
                    throw RegistryFixtureError(failure(outcome))
                }
                group.addTask {
                    try await registry.wait()
                    return try await body(registry)
                }
                defer { group.cancelAll() }
                while let result = try await group.next() {
                    if let result { return result }
                }
                throw CancellationError()
            }
        }
    }

    private static func failure(_ outcome: ProgramOutcome) -> String {
        outcome.exitCode == 127
            ? "docker-registry is not installed; install the Debian package docker-registry"
            : "docker-registry ended with \(outcome.exitCode): \(outcome.errors.suffix(2000))"
    }

    private func wait() async throws {
        for _ in 0..<3000 {
            if LoopbackPort.isOpen(port) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw RegistryFixtureError("docker-registry does not listen on port \(port) after 30 s")
    }

    private func write(_ options: Options, to path: String, _ folder: String) throws {
        var text = """
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage:
              filesystem: {rootdirectory: "\(storage)"}
              delete: {enabled: true}
              maintenance: {readonly: {enabled: \(options.isReadOnly)}, uploadpurging: {enabled: false}}
            http:
              addr: "\(host)"

            """
        if let (certificate, key) = options.certificate {
            text += "  tls: {certificate: \"\(certificate)\", key: \"\(key)\"}\n"
        }
        if options.needsLogin {
            let users = folder + "/htpasswd"
            try Data("\(Self.user):\(Self.passwordHash)\n".utf8).write(to: URL(filePath: users))
            text += "auth: {htpasswd: {realm: tests, path: \"\(users)\"}}\n"
        }
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
