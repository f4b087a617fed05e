import Foundation
import Strata

struct Split: Artifact { var training: [Double]; var evaluation: [Double] }
enum Optimizer: Artifact { case adam, sgd(momentum: Double) }
struct Report: Artifact { var mean: Double; var best: Double }

/// Loads "numbers".
@Func
func load(count: Int) async throws -> Split {
    Split(training: (0..<count).map(Double.init), evaluation: [1, 2, 3])
}

@Func(name: "Scale", tags: ["math"])
func scale(
    _ values: [Double],
    by factor: Double,
    optimizer: Optimizer = .adam,
    limit: Double? = nil
) async throws -> Double {
    RunContext.current?.logger.info("scaling", metadata: ["factor": "\(factor)"])
    RunContext.current?.log(metric: "loss", factor)
    return values.reduce(0, +) * factor
}

@Func
func scaleAll(_ values: [Double], factors: [Double]) -> Future<[Double]> {
    collect(factors.map { scale(values, by: $0) })
}

@Func
func collect(_ values: [Double]) async throws -> [Double] { values }

@Func
func report(values: [Double], evaluation: [Double]) async throws -> Report {
    let best = try await maximum(values)
    return Report(mean: values.reduce(0, +) / Double(values.count), best: best)
}

@Func
func maximum(_ values: [Double]) async throws -> Double { values.max() ?? 0 }

@Func
func notify() async throws {}

@Func
func pipeline(count: Int) -> Future<Report> {
    let data = load(count: count)
    let scaled = scaleAll(data.training, factors: [1, 2, 3])
    notify().after(scaled).discarded()
    return report(values: scaled, evaluation: data.evaluation)
}

/// What the pipeline does beside its work, for tests of what its program does then.
enum Behavior: String, Artifact, ExpressibleByArgument {
    case work, fail, wait, refuseToStop, printing, crash
}

struct Unlucky: LocalizedError {
    var errorDescription: String? { "the numbers are unlucky" }
    var recoverySuggestion: String? { "Try others." }
}

@Func
func behave(as behavior: Behavior) async throws {
    switch behavior {
    case .work:
        return
    case .fail:
        throw Unlucky()
    case .printing:
        print("printed by a function")
    case .crash:
        kill(getpid(), SIGKILL)
    case .wait:
        RunContext.current?.logger.info("waiting")
        try await Task.sleep(for: .seconds(60))
    case .refuseToStop:
        RunContext.current?.logger.info("waiting")
        let end = ContinuousClock.now + .seconds(60)
        // Whatever is asked of it.
        while ContinuousClock.now < end { await Task.yield() }
    }
}

@Func
func behaving(as behavior: Behavior, count: Int) -> Future<Report> {
    behave(as: behavior).discarded()
    return pipeline(count: count)
}

@main
struct FixturePipeline: PipelineCommand {
    static let abstract = "Does as little as a pipeline can."

    @Option(help: "How many numbers to load.")
    var count = 10

    @Option(help: "What to do beside that.")
    var behavior = Behavior.work

    func root() -> Future<Report> {
        behavior == .work ? pipeline(count: count) : behaving(as: behavior, count: count)
    }
}
