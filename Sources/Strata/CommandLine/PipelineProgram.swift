import ArgumentParser
import Foundation
import StrataModel

/// The program around a ``PipelineCommand``.
struct PipelineProgram<Command: PipelineCommand>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: commandName, abstract: Command.abstract, version: StrataVersion.current)
    }

    /// The executable's own name: what people type.
    private static var commandName: String {
        CommandLine.arguments.first.map { URL(filePath: $0).lastPathComponent } ?? "\(Command.self)"
    }

    @OptionGroup(title: "Inputs")
    var command: Command

    @OptionGroup(title: "Execution")
    var options: ExecutionOptions

    /// Does what the command line asks for, and exits.
    static func main(_ describe: (Command) throws -> DescribedPipeline) async -> Never {
        let records = FunctionCatalog.ofProgram().records
        // Asked by builders and by `strata functions`; needs none of the pipeline's own options.
        if CommandLine.arguments.dropFirst().first == "--strata-describe" {
            Foundation.exit(FunctionDescription(records).print())
        }
        if let command = WorkerCommand(arguments: Array(CommandLine.arguments.dropFirst())) {
            Foundation.exit(command.run(functions: records.count))
        }
        let check = SettingsCheck(records)
        guard check.errors.isEmpty else {
            for error in check.errors { Terminal.error(error) }
            Foundation.exit(ExitStatus.failed)
        }
        let program: Self
        do {
            program = try parse()
        } catch {
            Foundation.exit(report(parseError: error))
        }
        if let warning = check.warning, !program.options.quiet { Terminal.warning(warning) }
        do {
            let pipeline = try describe(program.command)
            Foundation.exit(await PipelineConsole(options: program.options).execute(pipeline))
        } catch {
            Terminal.error("\(error)")
            Foundation.exit(ExitStatus.failed)
        }
    }

    /// Prints help where it was asked for, and otherwise what is wrong with the command line.
    private static func report(parseError error: any Error) -> Int32 {
        let text = fullMessage(for: error)
        guard exitCode(for: error) != .success else {
            print(text)
            return ExitStatus.succeeded
        }
        Terminal.write(text)
        return ExitStatus.usage
    }
}
