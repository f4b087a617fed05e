import StrataOCI
import Subprocess

/// A program `docker-credential-<name>` (https://github.com/docker/docker-credential-helpers).
struct CredentialHelper: Sendable, Hashable {
    /// The name without the prefix, `ecr-login`.
    var name: String
    /// The file that names it.
    var file: String

    /// The program's name.
    var program: String { "docker-credential-\(name)" }

    /// Asks for a server's credentials.
    ///
    /// - Parameters:
    ///   - server: The server, as the file's key or the registry's name has it.
    ///   - environment: The environment that the program gets; its `PATH` says where it is looked for.
    ///   - limit: How long it may take.
    /// - Returns: The credential, or `nil` where the helper has none.
    /// - Throws: ``CredentialError`` that names the helper and the file, `CancellationError` where the task is canceled.
    func credential(
        for server: String,
        environment: [String: String],
        within limit: Duration
    ) async throws -> Credential? {
        let isName =
            !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard isName else {
            throw CredentialError(
                problem: "\(file) names a credential helper that is no program's name",
                remedy: "Correct it."
            )
        }
        guard let path = ProgramPath.find(program, in: environment["PATH"] ?? "") else {
            throw CredentialError(
                problem: "the credential helper \(program), which \(file) names, is not on the path",
                remedy: "Install it, or take its entry out of \(file)."
            )
        }
        let outcome = try await run(path, server: server, environment: environment, limit: limit)
        return try interpret(outcome, server: server)
    }

    private struct Outcome: Sendable {
        var isSuccess: Bool
        var ending: String
        var output: String
        var errors: String
    }

    private func run(
        _ path: String,
        server: String,
        environment: [String: String],
        limit: Duration
    ) async throws -> Outcome {
        let finished: Outcome?
        do {
            finished = try await Deadline.run(within: limit) {
                try await execute(path, server: server, environment: environment)
            }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            try Task.checkCancellation()
            throw CredentialError(
                problem: "the credential helper \(program), which \(file) names, could not be run: "
                    + PrintableText.clean("\(error)", limit: 200),
                remedy: "Try it by hand: echo \(server) | \(program) get"
            )
        }
        guard let finished else {
            throw CredentialError(
                problem:
                    "the credential helper \(program), which \(file) names, did not answer within \(limit.components.seconds) s",
                remedy: "Try it by hand: echo \(server) | \(program) get"
            )
        }
        return finished
    }

    private func execute(_ path: String, server: String, environment: [String: String]) async throws -> Outcome {
        var variables: [Environment.Key: String] = [:]
        for (key, value) in environment where !key.isEmpty && !key.contains("=") {
            variables[Environment.Key(stringLiteral: key)] = value
        }
        var options = PlatformOptions()
        // In a group of its own, so that what the helper itself has started ends with it.
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
        ]
        let result = try await Subprocess.run(
            .path(Self.literal(path)),
            arguments: ["get"],
            environment: .custom(variables),
            platformOptions: options,
            input: .inputWriter,
            output: .string(limit: 1024 * 1024),
            error: .string(limit: 64 * 1024)
        ) { execution in
            // A helper may end without reading, which is no failure. Subprocess 1.0's own way to pass text leaves
            // the pipe open then and stops the process.
            _ = try? await execution.standardInputWriter.write(server + "\n")
            try? await execution.standardInputWriter.finish()
        }
        return Outcome(
            isSuccess: result.terminationStatus.isSuccess,
            ending: "\(result.terminationStatus)",
            output: result.standardOutput,
            errors: result.standardError
        )
    }

    /// The text as a value of a type that can be written as a string literal.
    ///
    /// Subprocess takes paths as a `FilePath` of the module System or SystemPackage, as the platform has it; this makes
    /// one without importing either.
    private static func literal<Value: ExpressibleByStringLiteral>(_ text: String) -> Value
    where Value.StringLiteralType == String {
        Value(stringLiteral: text)
    }

    private func interpret(_ outcome: Outcome, server: String) throws(CredentialError) -> Credential? {
        let byHand = "Try it by hand: echo \(server) | \(program) get"
        guard outcome.isSuccess else {
            // Helpers write their errors to standard output; this sentence is part of the protocol.
            let said = PrintableText.clean(outcome.output.isEmpty ? outcome.errors : outcome.output, limit: 200)
            if said.contains("credentials not found") { return nil }
            throw CredentialError(
                problem:
                    "the credential helper \(program), which \(file) names, failed (\(outcome.ending)): \"\(said)\"",
                remedy: byHand
            )
        }
        let object = try? RawJSON(parsing: Array(outcome.output.utf8)).object
        guard let object, let user = object["Username"]?.string, let secret = object["Secret"]?.string else {
            // The answer is not quoted: half of it may be a password.
            throw CredentialError(
                problem:
                    "the credential helper \(program), which \(file) names, did not answer with JSON that has Username and Secret",
                remedy: byHand
            )
        }
        if user.isEmpty, secret.isEmpty { return nil }
        let origin = "credential helper \(program)"
        return user == "<token>"
            ? Credential(.identityToken(Secret(secret)), origin: origin)
            : Credential(.password(user: user, Secret(secret)), origin: origin)
    }
}
