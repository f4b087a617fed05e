@testable import Digits

extension Evaluation {
    /// An evaluation with so many digits recognised of 10.
    static func sample(right: Int, loss: Double = 0.5) -> Evaluation {
        let mistake = Mistake(digit: .sample(line: 1, label: 0), predicted: 1, confidence: 1)
        let wrong = 10 - right
        return Evaluation(
            confusion: [[right, wrong]],
            mistakes: [Mistake](repeating: mistake, count: wrong),
            loss: loss
        )
    }
}
