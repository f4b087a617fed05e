import Strata

extension Report {
    /// Shown on the dashboard as a summary, the confusion matrix, tables, and the mistakes as a picture.
    var artifactView: ArtifactView? {
        .sections([
            ArtifactView.Section("Summary", .markdown(summary)),
            ArtifactView.Section("Confusion matrix", .plot(confusionPlot)),
            ArtifactView.Section("Labels", .table(labelTable)),
            ArtifactView.Section("Learning rates", .table(rankingTable)),
            ArtifactView.Section("Misclassified", .sections(misclassified)),
        ])
    }

    private var summary: String {
        """
        **\(evaluation.accuracy.asDecimal())** of the \(evaluation.count) held-out digits were recognised; \
        \(evaluation.mistakes.count) were taken for others.

        The model is a softmax regression, the best of \(ranking.count) learning rates on the validation part. \
        The held-out digits took no part in the training or in the choice.

        Data: *Optical Recognition of Handwritten Digits*, E. Alpaydin and C. Kaynak, 1998, \
        [UCI Machine Learning Repository](https://archive.ics.uci.edu/dataset/80), CC BY 4.0.
        """
    }

    private var confusionPlot: PlotView {
        let labels = evaluation.confusion.indices.map(String.init)
        return PlotView(
            title: "What was taken for what",
            xLabel: "taken for",
            yLabel: "is",
            content: .heatMap(rows: labels, columns: labels, values: evaluation.confusion.map { $0.map(Double.init) })
        )
    }

    private var labelTable: TableView {
        let rows = evaluation.confusion.indices.map { label in
            [
                "\(label)",
                "\(evaluation.confusion[label].reduce(0, +))",
                evaluation.recall(label)?.asDecimal() ?? "–",
                evaluation.precision(label)?.asDecimal() ?? "–",
            ]
        }
        return TableView(columns: ["label", "digits", "recall", "precision"], rows: rows)
    }

    private var rankingTable: TableView {
        let rows = ranking.map { ["\($0.learningRate)", $0.accuracy.asDecimal(), $0.loss.asDecimal()] }
        return TableView(columns: ["learning rate", "validation accuracy", "validation loss"], rows: rows)
    }

    private var misclassified: [ArtifactView.Section] {
        let rows = evaluation.mistakes.map { mistake in
            [
                "\(mistake.digit.line)", "\(mistake.digit.label)", "\(mistake.predicted)",
                mistake.confidence.asDecimal(2),
            ]
        }
        let columns = ["line of the data", "is", "taken for", "how surely"]
        return [
            ArtifactView.Section("Pictures", .image(mistakes)),
            ArtifactView.Section("In the same order", .table(TableView(columns: columns, rows: rows))),
        ]
    }
}
