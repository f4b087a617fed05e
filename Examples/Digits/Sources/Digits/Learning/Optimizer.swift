import Strata

/// How the weights follow the gradient: an artifact, like any enum whose payloads are.
enum Optimizer: Artifact, Hashable {
    /// Straight down the slope.
    case gradientDescent
    /// Down the slope with some of the last step's speed kept, 0 ≤ `keeping` < 1.
    case momentum(keeping: Double)

    /// The part of the last step's speed that is kept.
    var kept: Double {
        switch self {
        case .gradientDescent: 0
        case .momentum(let part): part
        }
    }
}
