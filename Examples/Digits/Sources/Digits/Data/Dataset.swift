import Strata

/// Digits that belong together.
struct Dataset: Artifact, Equatable {
    /// The digits, in the order of the file.
    var digits: [Digit]

    /// How many digits there are of each label.
    var counts: [Int] {
        var counts = [Int](repeating: 0, count: Digit.labelCount)
        for digit in digits { counts[digit.label] += 1 }
        return counts
    }

    /// The first few of each label, label by label.
    func samples(perLabel count: Int) -> [Digit] {
        let groups = Dictionary(grouping: digits, by: \.label)
        return (0..<Digit.labelCount).flatMap { groups[$0, default: []].prefix(count) }
    }

    /// Shown as how many there are of each: nobody reads 100,000 numbers.
    var artifactView: ArtifactView? {
        let labels = (0..<Digit.labelCount).map(String.init)
        let bars = PlotView.Content.bars(labels: labels, values: counts.map(Double.init))
        return .plot(PlotView(title: "\(digits.count) digits", xLabel: "label", yLabel: "digits", content: bars))
    }
}
