import ArgumentParser

/// The options that come with every ``PipelineCommand``.
struct ExecutionOptions: ParsableArguments {
    enum RunnerChoice: String, ExpressibleByArgument, CaseIterable {
        case local, silent
    }

    @Option(
        help: ArgumentHelp("Where the pipeline executes: local records it, silent keeps nothing.", valueName: "runner")
    )
    var runner: RunnerChoice = .local

    @Option(help: "What the pipeline run is called.")
    var name: String?

    @Option(name: .customLong("tag"), help: "A word to find the pipeline run by; may be repeated.")
    var tags: [String] = []

    @Option(help: "How many runs may execute at once; by default as many as there are processors.")
    var maxParallelism: Int?

    @Flag(help: "After a failure, finish what does not depend on the failed run.")
    var keepGoing = false

    @Flag(help: "Print the result as JSON.")
    var json = false

    @Flag(name: .shortAndLong, help: "Print nothing but the result and errors.")
    var quiet = false

    func validate() throws {
        if let maxParallelism, maxParallelism < 1 {
            throw ValidationError("--max-parallelism is \(maxParallelism), but at least one run must execute at once.")
        }
        if let name, name.isEmpty {
            throw ValidationError("--name is empty. Give a name, or leave the option out.")
        }
        if let tag = tags.first(where: { $0.isEmpty || $0.contains { $0.isNewline } }) {
            throw ValidationError("--tag '\(tag)' is no word to find a pipeline run by.")
        }
    }
}
