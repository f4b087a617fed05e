import Subprocess

/// Runs `swift` and programs that it built.
enum SwiftTool {
    /// Standard output of `swift` with these arguments.
    ///
    /// - Throws: ``CommandFailure`` that begins with `failure` and goes on with what the tool wrote.
    static func output(_ arguments: [String], failure: String) async throws -> [UInt8] {
        try await output(of: "swift", arguments, failure: failure, remedy: nil)
    }

    /// Standard output of a program, by its path or by a name that `PATH` leads to.
    ///
    /// - Throws: ``CommandFailure`` that begins with `failure` and goes on with what the program wrote.
    static func output(
        of program: String,
        _ arguments: [String],
        failure: String,
        remedy: String?
    ) async throws -> [UInt8] {
        let result = try await launch {
            try await Subprocess.run(
                program.contains("/") ? .path(literal(program)) : .name(program),
                arguments: Arguments(arguments),
                output: .bytes(limit: 256 * 1024 * 1024),
                error: .string(limit: 16 * 1024 * 1024)
            )
        }
        guard result.terminationStatus.isSuccess else {
            var message = "\(failure): \(words(result.terminationStatus))."
            let said = result.standardError.split(separator: "\n", omittingEmptySubsequences: true)
            if !said.isEmpty { message += "\n" + said.suffix(20).joined(separator: "\n") }
            throw CommandFailure(Printable.text(message), remedy: remedy)
        }
        return result.standardOutput
    }

    /// Runs `swift` with its progress and messages on standard error, which leaves standard output to the pipeline.
    ///
    /// - Throws: ``BuildFailed`` where it fails.
    static func show(_ arguments: [String], environment: [String: String] = [:]) async throws {
        let changes = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value as String?) }
        let result = try await launch {
            try await Subprocess.run(
                .name("swift"),
                arguments: Arguments(arguments),
                environment: .inherit.updating(Dictionary(uniqueKeysWithValues: changes)),
                output: .currentStandardError,
                error: .currentStandardError
            )
        }
        switch result.terminationStatus {
        case .exited(0): return
        case .signaled(2): throw BuildFailed(exitCode: .interrupted)
        default: throw BuildFailed(exitCode: .failed)
        }
    }

    private static func launch<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw CommandFailure(
                "there is no 'swift' on the PATH.",
                remedy: "Install the Swift toolchain (https://www.swift.org/install), or add its folder to PATH."
            )
        }
    }

    /// The text as a value of a type that can be written as a string literal.
    ///
    /// Subprocess takes paths as a `FilePath` of the module System or SystemPackage, as the platform has it; this makes
    /// one without importing either.
    private static func literal<Value: ExpressibleByStringLiteral>(_ text: String) -> Value
    where Value.StringLiteralType == String {
        Value(stringLiteral: text)
    }

    private static func words(_ status: TerminationStatus) -> String {
        switch status {
        case .exited(let code): "it ended with exit code \(code)"
        case .signaled(let signal): "it was ended by signal \(signal)"
        }
    }
}
