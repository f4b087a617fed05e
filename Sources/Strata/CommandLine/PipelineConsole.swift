import Foundation
import StrataModel

/// Executes a pipeline for someone who watches: shows progress, heeds Ctrl-C, prints how it ended.
struct PipelineConsole {
    let options: ExecutionOptions

    /// Executes a pipeline.
    ///
    /// What it gives goes to standard output, and nothing else does; all that is said on the way and about it goes to
    /// standard error.
    ///
    /// - Returns: The exit status.
    func execute(_ pipeline: DescribedPipeline) async -> Int32 {
        let isInteractive = Terminal.isInteractive && !options.quiet
        let progress = Progress(isQuiet: options.quiet, isInteractive: isInteractive)
        let show: @Sendable (String) -> Void = { progress.say($0) }
        let diversion = OutputDiversion(show: isInteractive ? show : nil)
        let runner = runner(observer: progress.observer)
        let execution = Task { try await runner.execute(pipeline) }
        let signals = Interrupts { signal, count in
            if count == 1 {
                progress.say("\(signal.name): stopping; once more to stop at once")
                execution.cancel()
            } else {
                if let id = progress.snapshot.record?.id { progress.say("stopped at once, pipeline run \(id)") }
                progress.abandon()
                exit(signal.status)
            }
        }
        let drawing = Task { await progress.draw { diversion.flush() } }
        let result = await execution.result
        drawing.cancel()
        await drawing.value
        diversion.end()
        progress.close()
        switch result {
        case .success(let result):
            let summary = RunSummary(result, progress.snapshot, isRecorded: options.runner == .local)
            let isWritten = write(summary)
            return isWritten ? status(of: result, interrupted: signals.received) : ExitStatus.failed
        case .failure(let error):
            Terminal.error("\(error)")
            return ExitStatus.failed
        }
    }

    /// Writes the result, and around it what people want to know.
    ///
    /// - Returns: Whether the result could be written.
    private func write(_ summary: RunSummary) -> Bool {
        if !options.quiet { Terminal.write(summary.headline) }
        if let failure = summary.failure, !options.json { Terminal.write(failure) }
        var isWritten = true
        do {
            if let text = options.json ? try summary.json() : summary.output {
                try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
            }
        } catch let error as ArtifactError {
            Terminal.error("the result cannot be printed as JSON: \(error)")
            isWritten = false
        } catch {
            Terminal.error("the result cannot be written to standard output: \(error.localizedDescription)")
            isWritten = false
        }
        if !options.quiet {
            for line in summary.pointers { Terminal.write(line) }
        }
        return isWritten
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
