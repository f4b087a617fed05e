import ArgumentParser
import StrataAPI
import StrataClient
import StrataEngine

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Runs the command line and turns errors into words and exit codes.
package enum StrataProgram {
    /// Does what the process's arguments say, and exits.
    package static func main() async -> Never {
        exit(await run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    private static func run(_ arguments: [String]) async -> ExitStatus {
        do {
            var command = try StrataCommand.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .succeeded
        } catch {
            return report(error, arguments)
        }
    }

    /// Tells the user; requests for help and versions come as errors too.
    private static func report(_ error: any Error, _ arguments: [String]) -> ExitStatus {
        switch error {
        case let error as CommandFailure:
            Output.note("error: \(error)")
            return error.exitCode
        case let error as BuildFailed:
            return error.exitCode
        case let error as StoreError:
            Output.note("error: \(Printable.text(error.description))")
            return .failed
        case let error as ClientError:
            Output.note("error: \(Printable.text(error.description))")
            return .failed
        case let error as Problem:
            Output.note("error: \(Printable.text(error.description))")
            return .failed
        case is CancellationError:
            return .interrupted
        default:
            return reportParsing(error, arguments)
        }
    }

    private static func reportParsing(_ error: any Error, _ arguments: [String]) -> ExitStatus {
        let text = StrataCommand.fullMessage(for: error)
        switch StrataCommand.exitCode(for: error) {
        case .success:
            do {
                try Output.print(text)
                return .succeeded
            } catch {
                Output.note("error: \(error)")
                return .failed
            }
        case .validationFailure:
            Output.note(lowercased(PipelineOptionHint.added(to: text, arguments: arguments)))
            return .usage
        default:
            Output.note(lowercased(text))
            return .failed
        }
    }

    private static func lowercased(_ text: String) -> String {
        text.hasPrefix("Error: ") ? "error: " + text.dropFirst(7) : text
    }
}
