import Strata

/// How the chosen model does on digits that neither its training nor its choice has seen.
struct Report: Artifact, Equatable {
    /// The result on the held-out part.
    var evaluation: Evaluation
    /// The scores on the validation part, the best first: the chosen model is that of the first.
    var ranking: [Score]
    /// The digits that were taken for others.
    var mistakes: ImageView
}

extension Report: CustomStringConvertible {
    /// One line for the terminal.
    var description: String {
        let rates = ranking.map(\.learningRate)
        let tried = rates.sorted().map { "\($0)" }.joined(separator: ", ")
        let chosen = rates.first.map { "\($0)" } ?? "none"
        return "held-out accuracy \(evaluation.accuracy.asDecimal()): \(evaluation.mistakes.count) of "
            + "\(evaluation.count) digits misclassified; learning rate \(chosen), chosen of \(tried) "
            + "on the validation part"
    }
}
