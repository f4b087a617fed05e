import Foundation
import StrataModel
import StrataOCI
import StrataTestSupport
import Testing

@testable import StrataRegistry

/// Credential helpers, as shell scripts in a folder of the path.
@Suite("A credential helper")
struct CredentialHelperTests {
    private func ask(
        _ script: String?,
        limit: Duration = .seconds(30),
        name: String = "test"
    ) async throws -> (Credential?, CredentialError?) {
        try await withTemporaryFolder { folder in
            if let script {
                let path = folder + "/docker-credential-\(name)"
                try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            }
            let helper = CredentialHelper(name: name, file: "/c.json")
            let environment = ["PATH": folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")]
            do {
                return (try await helper.credential(for: "gcr.io", environment: environment, within: limit), nil)
            } catch let error as CredentialError {
                return (nil, error)
            }
        }
    }

    @Test("is given the server on standard input and answers JSON")
    func answer() async throws {
        let script =
            #"read server; [ "$1" = get ] && echo "{\"ServerURL\":\"$server\",\"Username\":\"me at $server\",\"Secret\":\"s3\"}""#
        let (credential, error) = try await ask(script)
        #expect(error == nil)
        #expect(credential?.kind == .password(user: "me at gcr.io", Secret("s3")))
        #expect(credential?.origin == "credential helper docker-credential-test")
        #expect(!String(describing: credential).contains("s3"))
    }

    @Test("may answer with an identity token, or that it has nothing")
    func tokens() async throws {
        let token = try await ask(#"echo '{"Username":"<token>","Secret":"tok"}'"#)
        #expect(token.0?.kind == .identityToken(Secret("tok")))
        let nothing = try await ask("echo 'credentials not found in native keychain'; exit 1")
        #expect(nothing.0 == nil)
        #expect(nothing.1 == nil)
    }

    @Test(
        "that fails is named, with the file that names it",
        arguments: [
            (nil, "not on the path"), ("echo no network; exit 3", "no network"),
            ("echo '{\"Username\": \"hunter22\"'", "did not answer with JSON"),
            ("exit 0", "did not answer with JSON"), ("kill -9 $$", "failed"),
        ] as [(String?, String)]
    )
    func failures(script: String?, words: String) async throws {
        let (_, error) = try await ask(script)
        #expect(error?.problem.contains(words) == true, "\(String(describing: error))")
        #expect(error?.problem.contains("docker-credential-test") == true)
        #expect(error?.problem.contains("/c.json") == true)
        #expect(error?.problem.contains("hunter22") == false)
    }

    @Test("that does not answer is ended, with what it has started")
    func timeout() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let (_, error) = try await ask("sleep 120 & sleep 120", limit: .milliseconds(300))
        #expect(error?.problem.contains("did not answer within") == true, "\(String(describing: error))")
        #expect(clock.now - start < .seconds(60))
    }

    @Test("is never a path", arguments: ["../../bin/sh", "a b", "", "x;y"])
    func names(name: String) async throws {
        let (_, error) = try await ask(nil, name: name)
        #expect(error?.problem.contains("no program's name") == true)
    }

    @Test("opens a registry, and is asked once")
    func registry() async throws {
        var options = RegistryFixture.Options()
        options.needsLogin = true
        try await RegistryFixture.run(options) { registry in
            try await withTemporaryFolder { folder in
                let script =
                    "#!/bin/sh\necho x >> \(folder)/count\necho '{\"Username\":\"someone\",\"Secret\":\"secret\"}'\n"
                let path = folder + "/docker-credential-mine"
                try Data(script.utf8).write(to: URL(filePath: path))
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
                let file = #"{"credHelpers": {"\#(registry.host)": "mine"}}"#
                try Data(file.utf8).write(to: URL(filePath: folder + "/auth.json"))
                let environment = [
                    "REGISTRY_AUTH_FILE": folder + "/auth.json",
                    "PATH": folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""),
                ]
                let resolver = CredentialResolver(environment: environment)
                try await RegistryClient.withClient(.tests(), credentials: resolver) { client in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for name in ["a", "b", "c", "d"] {
                            group.addTask {
                                try await client.upload([1, 2, 3], to: ImageRepository("\(registry.host)/\(name)"))
                            }
                        }
                        try await group.waitForAll()
                    }
                }
                let count = try String(contentsOfFile: folder + "/count", encoding: .utf8)
                #expect(count == "x\n")
            }
        }
    }
}
