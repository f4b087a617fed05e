import Strata

/// How a model did on the validation part: what models are chosen by.
struct Score: Artifact, Hashable {
    /// The learning rate of the model's training.
    var learningRate: Double
    /// The share of the digits that were recognised, from 0 to 1.
    var accuracy: Double
    /// The mean cross entropy, which tells apart models of the same accuracy.
    var loss: Double

    /// Whether this one is to be preferred.
    func isBetter(than other: Score) -> Bool {
        accuracy != other.accuracy ? accuracy > other.accuracy : loss < other.loss
    }
}
