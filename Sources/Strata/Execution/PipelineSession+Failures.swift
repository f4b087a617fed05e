import Foundation
import StrataEngine
import StrataModel

extension PipelineSession {
    /// What is recorded of an error that a run's function, or the making of its inputs or output, threw.
    ///
    /// `isStopping` says whether everything is being stopped, which the run's task may not have been told yet.
    func failure(_ error: any Error, of run: RunIndex, isStopping: Bool = false) -> RunFailure {
        let type = String(reflecting: Swift.type(of: error))
        switch error {
        case let error as RunError where error.run.pipelineRun == id:
            if case .canceled = error.failure.cause { return error.failure }
            return RunFailure(
                cause: .nested(error.run.index),
                message:
                    "the awaited '\(error.function)' (run \(error.run.index)) failed: \(error.origin.failure.message)",
                errorType: type
            )
        case is CancellationError where isStopping || Task.isCancelled:
            return RunFailure(cause: .canceled(because: nil), message: "canceled while it executed")
        case let error as ArtifactError:
            return RunFailure(cause: .artifact, message: error.message, errorType: type, remedy: error.remedy)
        case let error as GraphError:
            return RunFailure(cause: .user, message: error.message, errorType: type, remedy: error.remedy)
        case let error as StoreError:
            return RunFailure(cause: .infrastructure, message: error.message, errorType: type, remedy: error.remedy)
        default:
            let remedy = (error as? any LocalizedError)?.recoverySuggestion
            return RunFailure(cause: .user, message: Self.text(of: error), errorType: type, remedy: remedy)
        }
    }

    /// The error of a run that did not succeed, with the chain of its parents.
    func runError(for run: RunIndex, scheduler: Scheduler, definition known: FunctionDefinition? = nil) -> RunError {
        let ancestry = scheduler.ancestry(of: run)
        let definition = known ?? definition(of: run)
        return RunError(
            run: RunID(pipelineRun: id, index: run),
            function: definition?.record.name ?? ancestry.first?.label ?? "?",
            location: definition.map { "\($0.record.file):\($0.record.line)" } ?? "?",
            failure: scheduler.failure(of: run)
                ?? RunFailure(cause: .infrastructure, message: "it ended without a reason that is known"),
            ancestors: ancestry.dropFirst().map { ancestor in
                RunError.Ancestor(
                    run: RunID(pipelineRun: id, index: ancestor.run),
                    function: self.definition(of: ancestor.run)?.record.name ?? ancestor.label
                )
            },
            underlying: error(of: run)
        )
    }

    private static func text(of error: any Error) -> String {
        if let error = error as? any LocalizedError, let text = error.errorDescription { return text }
        return String(describing: error)
    }
}
