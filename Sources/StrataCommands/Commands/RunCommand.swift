import ArgumentParser

/// The command `strata run`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Build a package's pipeline and run it.",
        discussion: """
            Builds the executable with the package manager, then turns into it: its output, exit code and signals are those \
            of the pipeline. What stands after '--' is given to it. The progress of the build goes to standard error.

            EXAMPLES
              strata run
              strata run Digits -- --epochs 5 --tag nightly
              strata run --configuration release -- --json > report.json
              strata run -- --help                 the pipeline's own options
            """
    )

    @OptionGroup var build: BuildOptions

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("What the pipeline is given, after '--'.", valueName: "arguments")
    )
    var arguments: [String] = []

    func run() async throws {
        let (_, executable) = try await build.build()
        try ProcessReplacement.execute(executable, arguments)
    }
}
