/// A training's steps led away from the minimum instead of to it.
struct TrainingDiverged: Error, CustomStringConvertible {
    /// The length of the steps.
    var learningRate: Double
    /// The epoch in which the loss was not finite any more, from 0.
    var epoch: Int

    var description: String {
        "with the learning rate \(learningRate) the loss is not finite any more in epoch \(epoch); use a smaller one"
    }
}
