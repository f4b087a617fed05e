import StrataTestSupport

/// The built `strata`, run as a user runs it.
struct CommandLineTool {
    /// The store's folder; what is recorded there is seen by the tool.
    var home: String
    /// The server whose store it reads instead, if there is one.
    var address: String?

    /// Runs the tool to its end.
    func run(_ arguments: String..., in folder: String? = nil) async throws -> ProgramOutcome {
        try await run(arguments, in: folder)
    }

    /// Runs the tool to its end.
    func run(_ arguments: [String], in folder: String? = nil) async throws -> ProgramOutcome {
        guard let executable = builtProgram("strata") else { throw NotBuilt() }
        return try await runProgram(
            [executable] + arguments,
            in: folder ?? home,
            environment: [
                "STRATA_HOME": home, "COLUMNS": "80", "NO_COLOR": nil, "STRATA_API_ADDRESS": address,
                "STRATA_API_KEY": nil,
            ]
        )
    }

    struct NotBuilt: Error, CustomStringConvertible {
        var description = "there is no built 'strata' beside the tests"
    }
}
