import Strata

/// What the pipeline is told: a struct whose fields are artifacts is one.
struct PipelineConfig: Artifact, Hashable {
    /// The path of the data file.
    var dataPath: String
    /// Chooses how the digits are dealt out.
    var seed: UInt64 = 1
    /// The learning rates to try.
    var learningRates = [0.1, 0.3, 1, 3]
    /// What all trainings have in common.
    var training = TrainingConfig()
}
