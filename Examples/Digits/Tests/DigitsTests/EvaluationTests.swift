import Testing

@testable import Digits

@Suite struct EvaluationTests {
    @Test("an evaluation counts what was taken for what")
    func counts() async throws {
        var regression = SoftmaxRegression()
        regression.weights[3, Digit.pixelCount] = 1  // the bias of 3: everything is a 3
        let model = Model(config: TrainingConfig(), regression: regression, losses: [])
        let digits = [Digit.sample(line: 1, label: 3), .sample(line: 2, label: 5), .sample(line: 3, label: 3)]
        let evaluation = try await evaluate(model, on: Dataset(digits: digits))
        #expect(evaluation.count == 3)
        #expect(evaluation.accuracy == 2.0 / 3)
        #expect(evaluation.confusion[3][3] == 2)
        #expect(evaluation.confusion[5][3] == 1)
        #expect(evaluation.mistakes.map(\.digit.line) == [2])
        #expect(evaluation.mistakes.map(\.predicted) == [3])
        #expect(evaluation.recall(3) == 1)
        #expect(evaluation.precision(3) == 2.0 / 3)
        #expect(evaluation.recall(7) == nil)
    }

    @Test("candidates are ranked by accuracy, and by loss where that is the same")
    func ranks() async throws {
        let models = [0.1, 0.2, 0.3].map {
            Model(config: TrainingConfig(learningRate: $0), regression: SoftmaxRegression(), losses: [])
        }
        let evaluations = [
            Evaluation.sample(right: 9, loss: 0.5), .sample(right: 8, loss: 0.1), .sample(right: 9, loss: 0.4),
        ]
        let ranked = try await rank(models, by: evaluations)
        #expect(ranked.map(\.score.learningRate) == [0.3, 0.1, 0.2])
    }
}
