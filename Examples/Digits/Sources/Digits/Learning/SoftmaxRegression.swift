import Foundation
import Strata

/// A linear model of digits: a score for each label, and the scores' softmax as its probability.
struct SoftmaxRegression: Artifact, Equatable {
    /// The weights, label by label: one for each pixel, then the bias.
    var weights = [Double](repeating: 0, count: Digit.labelCount * Examples.width)

    /// The probabilities of all labels for each example, example by example.
    func probabilities(for examples: Examples) -> [Double] {
        let width = Examples.width
        let labels = Digit.labelCount
        var probabilities = [Double](repeating: 0, count: examples.count * labels)
        probabilities.withUnsafeMutableBufferPointer { rows in
            weights.withUnsafeBufferPointer { weights in
                examples.inputs.withUnsafeBufferPointer { inputs in
                    for example in 0..<examples.count {
                        for label in 0..<labels {
                            rows[example * labels + label] = Kernels.dot(
                                weights, from: label * width, inputs, from: example * width, count: width)
                        }
                        Kernels.softmax(rows, from: example * labels, count: labels)
                    }
                }
            }
        }
        return probabilities
    }

    /// How far off the model is on examples, and where it gets worse.
    ///
    /// - Parameters:
    ///   - examples: The examples.
    ///   - weightDecay: The price of large weights (L2); biases are free.
    /// - Returns: The mean cross entropy with the price of the weights, and its derivative by each weight.
    func lossAndGradient(on examples: Examples, weightDecay: Double) -> (loss: Double, gradient: [Double]) {
        let labels = Digit.labelCount
        var errors = probabilities(for: examples)
        var loss = crossEntropy(of: errors, examples.labels)
        for (example, label) in examples.labels.enumerated() { errors[example * labels + label] -= 1 }
        var gradient = meanGradient(of: errors, on: examples)
        for index in weights.indices where index % Examples.width != Examples.width - 1 {
            loss += 0.5 * weightDecay * weights[index] * weights[index]
            gradient[index] += weightDecay * weights[index]
        }
        return (loss, gradient)
    }

    /// The mean surprise at the true labels: 0 for a model that is always sure and right.
    func crossEntropy(of probabilities: [Double], _ labels: [Int]) -> Double {
        var sum = 0.0
        for (example, label) in labels.enumerated() {
            // A probability may be so small that it is stored as 0, whose logarithm is no number to go on with.
            sum -= log(max(probabilities[example * Digit.labelCount + label], .leastNormalMagnitude))
        }
        return sum / Double(labels.count)
    }

    private func meanGradient(of errors: [Double], on examples: Examples) -> [Double] {
        let width = Examples.width
        let labels = Digit.labelCount
        let scale = 1 / Double(examples.count)
        var gradient = [Double](repeating: 0, count: weights.count)
        gradient.withUnsafeMutableBufferPointer { gradient in
            errors.withUnsafeBufferPointer { errors in
                examples.inputs.withUnsafeBufferPointer { inputs in
                    for example in 0..<examples.count {
                        for label in 0..<labels {
                            let error = scale * errors[example * labels + label]
                            Kernels.add(
                                error, times: inputs, from: example * width, to: gradient, from: label * width, count: width)
                        }
                    }
                }
            }
        }
        return gradient
    }
}
