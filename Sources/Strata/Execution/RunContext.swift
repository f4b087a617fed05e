public import Logging
import StrataEngine
public import StrataModel

/// The run whose function executes: its identifiers, its log and its metrics.
///
/// ```swift
/// @Func
/// func train(config: TrainingConfig, data: Dataset) async throws -> Model {
///     for epoch in 0..<config.epochs {
///         …
///         RunContext.current?.log(metric: "loss", loss, step: epoch)
///     }
///     RunContext.current?.logger.info("trained")
/// }
/// ```
public struct RunContext: Sendable {
    /// The context of the run that the present task works for, or `nil` outside of any run, as in a unit test.
    public static var current: RunContext? {
        RunFrame.current.map(RunContext.init)
    }

    let frame: RunFrame

    /// The run.
    public var runID: RunID {
        RunID(pipelineRun: frame.session.id, index: frame.run)
    }

    /// The root of its pipeline run.
    public var rootID: RunID {
        RunID(pipelineRun: frame.session.id, index: 0)
    }

    /// Which try of the run this is, from 1.
    public var attempt: Int {
        Int(frame.attempt)
    }

    /// A logger whose messages are kept with the run, in order; `strata logs` shows them.
    public var logger: Logger {
        Logger(label: runID.short) { _ in RunLogHandler(frame: frame) }
    }

    /// Reports a value of a metric.
    ///
    /// - Parameters:
    ///   - metric: The metric's name, for example `loss`.
    ///   - value: The value; NaN and infinities are kept.
    ///   - step: Where on the metric's axis the value stands, for example the epoch. Left out, it is the step after the
    ///     metric's last, from 0.
    public func log(metric: String, _ value: Double, step: Int? = nil) {
        let session = frame.session
        let step = frame.step(of: metric, given: step.map(Int64.init))
        session.recorder?.record(
            .metric(
                MetricPoint(
                    run: frame.run,
                    attempt: frame.attempt,
                    name: metric,
                    step: step,
                    value: value,
                    time: session.clock()
                )
            )
        )
    }
}
