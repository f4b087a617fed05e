import Strata

/// How a model does on digits that it has not learned from.
struct Evaluation: Artifact, Equatable {
    /// How many digits of each label were taken for each label: `confusion[truth][predicted]`.
    var confusion: [[Int]]
    /// The digits that were taken for others, in the order of the file.
    var mistakes: [Mistake]
    /// The mean cross entropy.
    var loss: Double

    /// How many digits the model was asked about.
    var count: Int { confusion.reduce(0) { $0 + $1.reduce(0, +) } }

    /// The share of digits that were recognised, from 0 to 1.
    var accuracy: Double { count == 0 ? 0 : Double(count - mistakes.count) / Double(count) }

    /// The share of the digits of a label that were recognised; `nil` where there is none.
    func recall(_ label: Int) -> Double? {
        share(confusion[label][label], of: confusion[label].reduce(0, +))
    }

    /// The share of the digits taken for a label that are of that label; `nil` where there is none.
    func precision(_ label: Int) -> Double? {
        share(confusion[label][label], of: confusion.reduce(0) { $0 + $1[label] })
    }

    private func share(_ part: Int, of whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}

extension Evaluation {
    /// Asks a model about digits.
    init(of regression: SoftmaxRegression, on digits: [Digit]) {
        let labels = 0..<Digit.labelCount
        let examples = Examples(digits)
        let probabilities = regression.probabilities(for: examples)
        var confusion = labels.map { _ in labels.map { _ in 0 } }
        var mistakes: [Mistake] = []
        for (row, digit) in digits.enumerated() {
            let predicted = labels.reduce(0) { probabilities[row, $1] > probabilities[row, $0] ? $1 : $0 }
            confusion[digit.label][predicted] += 1
            if predicted != digit.label {
                let confidence = probabilities[row, predicted]
                mistakes.append(Mistake(digit: digit, predicted: predicted, confidence: confidence))
            }
        }
        let loss = SoftmaxRegression.crossEntropy(of: probabilities, labels: examples.labels)
        self.init(confusion: confusion, mistakes: mistakes, loss: loss)
    }
}
