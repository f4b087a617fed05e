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
            try write(options, folder)
            return try await withThrowingTaskGroup(of: Result?.self) { group in
                // Canceling the task ends the process.
                group.addTask {
                    let command = "exec docker-registry serve config.yml 2>log"
                    let outcome = try await runProgram(["sh", "-c", command], in: folder)
                    if Task.isCancelled { return nil }
                    throw RegistryFixtureError(failure(outcome, log(folder)))
                }
                group.addTask {
                    try await body(RegistryFixture(port: try await listeningPort(folder), storage: folder + "/data"))
                }
                defer { group.cancelAll() }
                while let result = try await group.next() {
                    if let result { return result }
                }
                throw CancellationError()
            }
        }
    }

    private static func failure(_ outcome: ProgramOutcome, _ log: String) -> String {
        outcome.exitCode == 127
            ? "docker-registry is not installed; install the Debian package docker-registry"
            : "docker-registry ended with \(outcome.exitCode): \(outcome.errors.suffix(1000)) \(log.suffix(2000))"
    }

    private static func log(_ folder: String) -> String {
        (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
    }

    /// The port that the system gave the registry, which tells it in its log.
    private static func listeningPort(_ folder: String) async throws -> Int {
        for _ in 0..<3000 {
            if let mark = log(folder).ranges(of: "listening on 127.0.0.1:").first {
                let digits = log(folder)[mark.upperBound...].prefix { $0.isNumber }
                if let port = Int(digits) { return port }
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw RegistryFixtureError("docker-registry does not listen after 30 s: \(log(folder).suffix(2000))")
    }

    private static func write(_ options: Options, _ folder: String) throws {
        var text = """
            version: 0.1
            log: {level: info, accesslog: {disabled: true}}
            storage:
              filesystem: {rootdirectory: "\(folder)/data"}
              delete: {enabled: true}
              maintenance: {readonly: {enabled: \(options.isReadOnly)}, uploadpurging: {enabled: false}}
            http:
              addr: "127.0.0.1:0"

            """
        if let (certificate, key) = options.certificate {
            text += "  tls: {certificate: \"\(certificate)\", key: \"\(key)\"}\n"
        }
        if options.needsLogin {
            try Data("\(user):\(passwordHash)\n".utf8).write(to: URL(filePath: folder + "/htpasswd"))
            text += "auth: {htpasswd: {realm: tests, path: \"\(folder)/htpasswd\"}}\n"
        }
        try Data(text.utf8).write(to: URL(filePath: folder + "/config.yml"))
    }
}
