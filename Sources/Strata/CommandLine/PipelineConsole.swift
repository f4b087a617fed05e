import Foundation
import StrataModel

/// Executes a pipeline for someone who watches: shows progress, heeds Ctrl-C, prints how it ended.
struct PipelineConsole {
    let options: ExecutionOptions

    /// Executes a pipeline.
    ///
    /// - Returns: The exit status.
    func execute(_ pipeline: DescribedPipeline) async -> Int32 {
        let progress = Progress(isQuiet: options.quiet, isInteractive: Terminal.isInteractive)
        let runner = runner(observer: progress.observer)
        let execution = Task { try await runner.execute(pipeline) }
        let signals = Interrupts { signal, count in
            if count == 1 {
                progress.say("\(signal.name): stopping; once more to stop at once")
                execution.cancel()
            } else {
                progress.close()
                exit(signal.status)
            }
        }
        let drawing = Task { await progress.draw() }
        let result = await execution.result
        drawing.cancel()
        await drawing.value
        progress.close()
        switch result {
        case .success(let result):
            let summary = RunSummary(result, progress.snapshot, isRecorded: options.runner == .local)
            print(options.json ? summary.json : summary.text)
            return status(of: result, interrupted: signals.received)
        case .failure(let error):
            Terminal.error("\(error)")
            return ExitStatus.failed
        }
    }

    private func status(of result: AnyPipelineResult, interrupted signal: Interrupts.Signal?) -> Int32 {
        switch result.state {
        case .succeeded: ExitStatus.succeeded
        case .canceled: signal?.status ?? ExitStatus.failed
        case .failed, .running: ExitStatus.failed
        }
    }

    private func runner(observer: ExecutionObserver) -> any Runner {
        switch options.runner {
        case .silent:
            SilentRunner(
                maxParallelism: options.maxParallelism,
                keepGoing: options.keepGoing,
                observer: observer
            )
        case .local:
            LocalRunner(
                home: nil,
                name: options.name,
                tags: options.tags,
                maxParallelism: options.maxParallelism,
                keepGoing: options.keepGoing,
                arguments: Array(CommandLine.arguments.dropFirst()),
                observer: observer
            )
        }
    }
}
