import Foundation
import Testing

@testable import Digits

@Suite struct SoftmaxRegressionTests {
    @Test("the gradient is what small changes of the weights do to the loss")
    func gradientIsDerivative() {
        var generator = SplitMix64(seed: 5)
        var regression = SoftmaxRegression()
        for index in regression.weights.values.indices {
            regression.weights.values[index] = .random(in: -1...1, using: &generator)
        }
        let examples = Examples(Dataset.samples(perLabel: 2).digits)
        let (_, gradient) = regression.lossAndGradient(on: examples, weightDecay: 0.1)
        // Every 13th, which meets every label, many pixels, and biases.
        for index in stride(from: 0, to: gradient.values.count, by: 13) {
            let change = 1e-5
            var (up, down) = (regression, regression)
            up.weights.values[index] += change
            down.weights.values[index] -= change
            let rise = up.lossAndGradient(on: examples, weightDecay: 0.1).loss
            let fall = down.lossAndGradient(on: examples, weightDecay: 0.1).loss
            #expect(abs((rise - fall) / (2 * change) - gradient.values[index]) < 1e-8, "weight \(index)")
        }
    }

    @Test("without weights all labels are equally probable")
    func startsUndecided() {
        let examples = Examples([.sample(line: 1, label: 4)])
        let regression = SoftmaxRegression()
        #expect(regression.probabilities(for: examples).values.allSatisfy { abs($0 - 0.1) < 1e-15 })
        #expect(abs(regression.lossAndGradient(on: examples, weightDecay: 0).loss - log(10)) < 1e-12)
    }

    @Test(
        "softmax gives probabilities for scores of any size",
        arguments: [
            ([1000, 1000], [0.5, 0.5]),
            ([-1000, -1000], [0.5, 0.5]),
            ([1e300, -1e300], [1, 0]),
            ([0, log(3)], [0.25, 0.75]),
        ]
    )
    func softmaxIsStable(scores: [Double], expected: [Double]) {
        var matrix = Matrix(rows: 1, columns: 2, values: scores)
        matrix.softmaxRows()
        for (value, expected) in zip(matrix.values, expected) { #expect(abs(value - expected) < 1e-12) }
    }

    @Test(
        "training lowers the loss until all samples are recognised",
        arguments: [Optimizer.gradientDescent, .momentum(keeping: 0.9)]
    )
    func learns(optimizer: Optimizer) async throws {
        let dataset = Dataset.samples(perLabel: 3)
        let model = try await train(TrainingConfig(learningRate: 1, epochs: 50, optimizer: optimizer), on: dataset)
        #expect(model.losses.count == 50)
        #expect(model.losses[49] < model.losses[0] / 2)
        #expect(try await evaluate(model, on: dataset).accuracy == 1)
    }

    @Test("steps that are too long are told, with the learning rate")
    func divergenceIsAnError() async {
        await #expect(throws: TrainingDiverged.self) {
            try await train(TrainingConfig(learningRate: 1e300), on: .samples(perLabel: 3))
        }
    }
}
