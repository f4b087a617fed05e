import Foundation
import Strata

// The sources of the snippets in Documentation/Authoring.md; `SnippetTests` compares them, `AuthoringExampleTests` runs them.

enum Method: Artifact {
    case adam
    case momentum(Double)
}

struct Model: Artifact {
    var weights: [Double]
    var loss: Double
}

/// Trains a model.
@Func(name: "Train", tags: ["training"])
func train(on values: [Double], optimizer: Method = .adam, rate: Double? = nil) async throws -> Model {
    for (epoch, value) in values.enumerated() {
        RunContext.current?.log(metric: "loss", 1 / (value + 1), step: epoch)
    }
    RunContext.current?.logger.info("trained")
    return Model(weights: values, loss: rate ?? 0.1)
}

@Func
func best(of models: [Model]) async throws -> Model {
    guard let best = models.min(by: { $0.loss < $1.loss }) else { throw NoModels() }
    return best
}

struct NoModels: LocalizedError {
    var errorDescription: String? { "there are no models to choose from" }
    var recoverySuggestion: String? { "Give at least one learning rate." }
}

@Func
func trainAll(on values: [Double], rates: [Double]) -> Future<[Model]> {
    Future(rates.map { train(on: values, rate: $0) })
}

@Func
func count(_ weights: [Double]) async throws -> Int { weights.count }

@Func
func announce(_ text: String) async throws {}

@Func
func chosen(on values: [Double], rates: [Double]) -> Future<Int> {
    let models = trainAll(on: values, rates: rates)
    let best = best(of: models)
    let started = announce("started")
    best.after(started)
    announce("trained").after(best).discarded()
    let isGood = best.loss < 0.5
    announce("good").after(isGood).discarded()
    return count(models[0].weights) + best.map { $0.weights.filter { $0 > 0 }.count }
}

@Func
func compare(_ values: [Double]) async throws -> Double {
    async let slow = train(on: values, optimizer: .momentum(0.9))
    let quick = try await train(on: values)
    return try await slow.loss - quick.loss
}

@Func
func reverse(file: FileArtifact) async throws -> FileArtifact {
    let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = folder.appending(path: "reversed-\(file.name)")
    try Data(try await file.data().reversed()).write(to: result)
    return try await FileArtifact(contentsOf: result)
}

struct Losses: Artifact {
    var values: [Double]

    var artifactView: ArtifactView? {
        let epochs = values.indices.map(Double.init)
        let series = PlotView.Series(name: "loss", x: epochs, y: values)
        return .sections([
            .init("Loss", .plot(PlotView(title: "Loss", xLabel: "epoch", content: .lines([series])))),
            .init("Notes", .markdown("The last loss is **\(values.last ?? .nan)**.")),
        ])
    }
}

@Func(
    name: "Fit",
    baseImageTag: "cuda",
    cache: true,
    retry: Retry(attempts: 3),
    timeout: .seconds(1800),
    resources: ResourceRequirements(cpu: "2", memory: "4Gi", gpus: 1),
    tags: ["training"]
)
func fit(on values: [Double]) async throws -> Model { Model(weights: values, loss: 0) }
