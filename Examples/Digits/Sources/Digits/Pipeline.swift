import Strata

/// From the data file to a report on the best classifier.
///
/// This function computes nothing: it describes a graph. None of the calls is awaited, so each gives a future, and a
/// future stands for its value in the calls that follow. When the graph is run, whatever has its inputs runs, in parallel.
@Func(name: "Digits", tags: ["example"])
func pipeline(config: PipelineConfig) -> Future<Report> {
    let digits = load(importFile(at: config.dataPath))
    let data = split(digits, seed: config.seed)

    // Nothing flows from the check to the training, but the training waits for it all the same.
    let checked = check(data, of: digits)
    let candidates = trainAll(
        config.learningRates,
        config: config.training,
        training: data.training,
        validation: data.validation
    ).after(checked)

    // A part of a future is a future: an element, a field, or what a closure makes of the value.
    let best = candidates[0]
    let result = evaluate(best.model, on: data.heldOut)
    let mistakes = draw(result.mistakes.map { $0.map(\.digit) }, caption: "Digits that were taken for others")

    // No other call takes this one's output. Without 'discarded()' that would be an error: it might be an oversight.
    draw(data.training.map { $0.samples(perLabel: 12) }, caption: "Some digits of the training part").discarded()

    return report(on: result, candidates: candidates, mistakes: mistakes)
}

/// Trains a model for each learning rate, in parallel, and ranks them by the validation part, the best first.
///
/// A graph inside a graph: its own calls appear below it, and are made when its inputs are known. So it can loop over
/// `learningRates`, which is an array here, whatever it was for the caller.
@Func
func trainAll(
    _ learningRates: [Double],
    config: TrainingConfig,
    training: Dataset,
    validation: Dataset
) -> Future<[Candidate]> {
    let models = learningRates.map { train(config.with(learningRate: $0), on: training) }
    let evaluations = models.map { evaluate($0, on: validation) }
    return rank(models, by: evaluations)
}
