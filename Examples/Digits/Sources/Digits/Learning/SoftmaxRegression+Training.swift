extension SoftmaxRegression {
    /// Learns from examples by gradient descent over all of them at once.
    ///
    /// - Parameters:
    ///   - examples: The examples.
    ///   - config: How to learn.
    ///   - progress: Told of the loss before each epoch.
    /// - Throws: ``TrainingDiverged`` where the steps are so long that the loss is no number any more;
    ///   `CancellationError` where the task is canceled.
    mutating func learn(
        from examples: Examples,
        config: TrainingConfig,
        progress: (_ epoch: Int, _ loss: Double) -> Void
    ) throws {
        var step = Matrix(rows: weights.rows, columns: weights.columns)
        for epoch in 0..<config.epochs {
            try Task.checkCancellation()
            let (loss, gradient) = lossAndGradient(on: examples, weightDecay: config.weightDecay)
            guard loss.isFinite else { throw TrainingDiverged(learningRate: config.learningRate, epoch: epoch) }
            progress(epoch, loss)
            for index in weights.values.indices {
                let downhill = -config.learningRate * gradient.values[index]
                step.values[index] = config.optimizer.kept * step.values[index] + downhill
                weights.values[index] += step.values[index]
            }
        }
    }
}
