import Strata

/// A trained classifier, and how it came about.
struct Model: Artifact, Equatable {
    /// What the training was told.
    var config: TrainingConfig
    /// What was learned.
    var regression: SoftmaxRegression
    /// The loss before each epoch.
    var losses: [Double]

    /// Shown as the way down of the loss.
    var artifactView: ArtifactView? {
        let line = PlotView.Series(name: "loss", x: losses.indices.map(Double.init), y: losses)
        let title = "Training with learning rate \(config.learningRate)"
        return .plot(PlotView(title: title, xLabel: "epoch", yLabel: "loss", content: .lines([line])))
    }
}
