/// A training's steps led away from the minimum instead of to it.
struct TrainingDiverged: Error, CustomStringConvertible {
    /// The length of the steps.
    var learningRate: Double
    /// The epoch in which the loss was no number any more, from 0.
    var epoch: Int

    var description: String {
        "with the learning rate \(learningRate) the loss is not finite after \(epoch) epochs; use a smaller one"
    }
}
