/// What a pipeline's program does as the entry point of its images: `worker …`.
///
/// The first argument is the reserved word `worker`, which an image's entry point gives.
struct WorkerCommand {
    private let arguments: [String]

    /// Takes the program's arguments; `nil` where they do not ask for a worker.
    init?(arguments: [String]) {
        guard arguments.first == "worker" else { return nil }
        self.arguments = Array(arguments.dropFirst())
    }

    /// Does what is asked for.
    ///
    /// - Parameter functions: How many functions the program has.
    /// - Returns: The exit status.
    func run(functions: Int) -> Int32 {
        switch arguments {
        case ["--self-check"]:
            return WorkerSelfCheck(functions: functions).print()
        case []:
            Terminal.error("the worker was not told what to do. Try 'worker --self-check'.")
        default:
            Terminal.error("the worker does not know '\(arguments.joined(separator: " "))'. Try 'worker --self-check'.")
        }
        return ExitStatus.usage
    }
}
