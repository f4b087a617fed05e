import Strata

/// A model that might be chosen, with its score on the validation part.
struct Candidate: Artifact, Equatable {
    /// The model.
    var model: Model
    /// How it did.
    var score: Score
}
