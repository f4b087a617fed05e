import Strata

/// A digit that a model took for another.
struct Mistake: Artifact, Hashable {
    /// The digit as it is.
    var digit: Digit
    /// What the model said.
    var predicted: Int
    /// How probable the model found what it said, from 0 to 1.
    var confidence: Double
}
