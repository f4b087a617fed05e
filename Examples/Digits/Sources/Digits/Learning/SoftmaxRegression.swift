import Foundation
import Strata

/// A linear model of digits: a score for each label, and the scores' softmax as its probability.
struct SoftmaxRegression: Artifact, Equatable {
    /// A row for each label: a weight for each pixel, then the bias.
    var weights = Matrix(rows: Digit.labelCount, columns: Examples.width)

    /// A row for each example: the probabilities of all labels.
    func probabilities(for examples: Examples) -> Matrix {
        var scores = examples.inputs.times(transposeOf: weights)
        scores.softmaxRows()
        return scores
    }

    /// How far off the model is on examples, and where it gets worse.
    ///
    /// - Parameters:
    ///   - examples: The examples.
    ///   - weightDecay: The price of large weights (L2); biases are free.
    /// - Returns: The mean cross entropy with the price of the weights, and its derivative by each weight.
    func lossAndGradient(on examples: Examples, weightDecay: Double) -> (loss: Double, gradient: Matrix) {
        let probabilities = probabilities(for: examples)
        var loss = Self.crossEntropy(of: probabilities, labels: examples.labels)
        // The derivative by a score is the probability that was given, less that which is right, 0 or 1.
        var errors = probabilities
        for (row, label) in examples.labels.enumerated() { errors[row, label] -= 1 }
        var gradient = errors.transposed(times: examples.inputs)
        for row in 0..<weights.rows {
            for column in 0..<weights.columns {
                gradient[row, column] /= Double(examples.count)
                guard column < Digit.pixelCount else { continue }
                loss += 0.5 * weightDecay * weights[row, column] * weights[row, column]
                gradient[row, column] += weightDecay * weights[row, column]
            }
        }
        return (loss, gradient)
    }

    /// The mean surprise at the true labels: 0 for a model that is always sure and right.
    static func crossEntropy(of probabilities: Matrix, labels: [Int]) -> Double {
        var sum = 0.0
        for (row, label) in labels.enumerated() {
            // A probability may be so small that it is stored as 0, whose logarithm is no number to go on with.
            sum -= log(max(probabilities[row, label], .leastNormalMagnitude))
        }
        return sum / Double(labels.count)
    }
}
