import Foundation
import Strata

// The steps of the pipeline. Each is a function like any other, which tests call as such; '@Func' makes its calls in
// 'Pipeline.swift' runs of their own, recorded with their inputs, output, log and metrics.

/// Takes the data file into the store, so that each run keeps the very bytes it was made from.
@Func
func importFile(at path: String) async throws -> FileArtifact {
    guard FileManager.default.fileExists(atPath: path) else { throw MissingDataFile(path: path) }
    return try await FileArtifact(contentsOf: URL(filePath: path))
}

/// Reads the digits and checks every line.
@Func
func load(_ file: FileArtifact) async throws -> Dataset {
    let data = try await file.data()
    let text = Gzip.isCompressed(data) ? try Gzip.decompress(data) : data
    let dataset = try Dataset(csv: String(decoding: text, as: UTF8.self))
    RunContext.current?.logger.info("loaded", metadata: ["digits": "\(dataset.digits.count)"])
    return dataset
}

/// Deals the digits out to training, validation and the held-out part, with the same share of each label.
@Func
func split(
    _ dataset: Dataset,
    validationShare: Double = 0.15,
    heldOutShare: Double = 0.25,
    seed: UInt64 = 1
) async throws -> DataSplit {
    DataSplit(dataset, validationShare: validationShare, heldOutShare: heldOutShare, seed: seed)
}

/// Fails where a digit is in two parts or in none, or a part lacks a label: no result would be worth anything then.
@Func(tags: ["check"])
func check(_ split: DataSplit, of dataset: Dataset) async throws {
    let flaws = split.flaws(of: dataset)
    guard flaws.isEmpty else { throw FlawedSplit(flaws: flaws) }
}

/// Trains one model by gradient descent.
@Func(tags: ["training"])
func train(_ config: TrainingConfig, on dataset: Dataset) async throws -> Model {
    var regression = SoftmaxRegression()
    var losses: [Double] = []
    try regression.learn(from: Examples(dataset.digits), config: config) { epoch, loss in
        losses.append(loss)
        RunContext.current?.log(metric: "loss", loss, step: epoch)
    }
    RunContext.current?.logger.info("trained", metadata: ["learning rate": "\(config.learningRate)"])
    return Model(config: config, regression: regression, losses: losses)
}

/// Finds out how a model does on digits that it has not learned from.
@Func
func evaluate(_ model: Model, on dataset: Dataset) async throws -> Evaluation {
    let evaluation = Evaluation(of: model.regression, on: dataset.digits)
    RunContext.current?.log(metric: "accuracy", evaluation.accuracy)
    return evaluation
}

/// Puts the models in order, the best first.
@Func
func rank(_ models: [Model], by evaluations: [Evaluation]) async throws -> [Candidate] {
    let candidates = zip(models, evaluations).map { model, evaluation in
        Candidate(
            model: model,
            score: Score(
                learningRate: model.config.learningRate,
                accuracy: evaluation.accuracy,
                loss: evaluation.loss
            )
        )
    }
    return candidates.sorted { $0.score.isBetter(than: $1.score) }
}

/// Draws digits side by side.
@Func
func draw(_ digits: [Digit], caption: String, columns: Int = 12) async throws -> ImageView {
    ImageView(format: .png, bytes: try PNG.encode(GreyImage(digits: digits, columns: columns)), caption: caption)
}

/// Puts together what there is to tell.
@Func
func report(on evaluation: Evaluation, candidates: [Candidate], mistakes: ImageView) async throws -> Report {
    Report(evaluation: evaluation, ranking: candidates.map(\.score), mistakes: mistakes)
}
