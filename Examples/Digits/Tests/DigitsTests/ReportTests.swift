import Strata
import Testing

@testable import Digits

@Suite struct ReportTests {
    private let report = Report(
        evaluation: Evaluation(
            confusion: [[2, 0], [1, 1]],
            mistakes: [Mistake(digit: .sample(line: 9, label: 1), predicted: 0, confidence: 0.75)],
            loss: 0.5
        ),
        ranking: [
            Score(learningRate: 3, accuracy: 0.9, loss: 0.1),
            Score(learningRate: 10, accuracy: 0.8, loss: 0.2),
        ],
        mistakes: ImageView(format: .png, bytes: [], caption: "mistakes")
    )

    @Test("the description tells the accuracy as measured, the mistakes and the choice")
    func describesItself() {
        #expect(
            "\(report)" == "held-out accuracy 0.7500: 1 of 4 digits misclassified; "
                + "learning rate 3.0, chosen of 3.0, 10.0 on the validation part"
        )
    }

    @Test("the view has the confusion matrix as a heat map, and the mistakes as a picture")
    func showsItself() throws {
        guard case .sections(let sections) = report.artifactView else {
            Issue.record("the report is not shown in sections")
            return
        }
        #expect(sections.map(\.title) == ["Summary", "Confusion matrix", "Labels", "Learning rates", "Misclassified"])
        guard case .plot(let plot) = sections[1].view, case .table(let labels) = sections[2].view else {
            Issue.record("the confusion matrix is no plot, or the labels are no table")
            return
        }
        #expect(plot.content == .heatMap(rows: ["0", "1"], columns: ["0", "1"], values: [[2, 0], [1, 1]]))
        #expect(labels.rows == [["0", "2", "1.0000", "0.6667"], ["1", "2", "0.5000", "1.0000"]])
    }
}
