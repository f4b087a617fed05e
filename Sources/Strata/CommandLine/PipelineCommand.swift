public import ArgumentParser

/// An executable that is a pipeline's own command line.
///
/// ```swift
/// @main
/// struct Digits: PipelineCommand {
///     @Option(help: "How often each model sees the data.")
///     var epochs = 40
///
///     func root() -> Future<Report> {
///         pipeline(config: PipelineConfig(epochs: epochs))
///     }
/// }
/// ```
///
/// Its properties are options, flags and arguments of swift-argument-parser, and become the root's inputs. Run with no
/// flag, it executes the pipeline in this process and records it; `--runner`, `--name`, `--tag`, `--max-parallelism`,
/// `--keep-going`, `--json` and `--quiet` come with it. It exits with 0 when the pipeline run succeeded, 1 when it failed,
/// 2 for a mistake on the command line and 130 when it was interrupted.
public protocol PipelineCommand: ParsableArguments {
    /// The type of the pipeline's output; `Void` for none.
    associatedtype Output: Sendable

    /// What the pipeline does, in a line for `--help`.
    static var abstract: String { get }

    /// Describes the pipeline: calls its root function with the options' values.
    ///
    /// Called once, after the command line was parsed. What it throws ends the program with exit code 1.
    func root() throws -> Future<Output>
}

extension PipelineCommand {
    /// Nothing.
    public static var abstract: String { "" }
}

extension PipelineCommand where Output: Artifact {
    /// Parses the command line, executes the pipeline and exits.
    public static func main() async {
        await PipelineProgram<Self>.main { command in try DescribedPipeline { try command.root() } }
    }
}

extension PipelineCommand where Output == Void {
    /// Parses the command line, executes the pipeline and exits.
    public static func main() async {
        await PipelineProgram<Self>.main { command in try DescribedPipeline { try command.root() } }
    }
}
