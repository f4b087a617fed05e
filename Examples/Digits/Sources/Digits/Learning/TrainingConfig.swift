import Strata

/// What one training is told.
struct TrainingConfig: Artifact, Hashable {
    /// How far each step goes.
    var learningRate = 1.0
    /// How often all examples are gone through.
    var epochs = 40
    /// How strongly large weights are held back (L2).
    var weightDecay = 1e-4
    /// How the weights follow the gradient.
    var optimizer = Optimizer.momentum(keeping: 0.9)
}

extension TrainingConfig {
    /// The same with another learning rate.
    func with(learningRate: Double) -> TrainingConfig {
        var config = self
        config.learningRate = learningRate
        return config
    }
}
