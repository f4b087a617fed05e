import Strata

/// The three parts of the data, each with its own use.
struct DataSplit: Artifact, Equatable {
    /// What models learn from.
    var training: Dataset
    /// What the best model is chosen by.
    var validation: Dataset
    /// What the chosen model is judged by, once: nothing may be decided by it.
    var heldOut: Dataset

    /// Shown as how many digits of each label went where.
    var artifactView: ArtifactView? {
        let parts = [("training", training), ("validation", validation), ("held out", heldOut)]
        let labels = (0..<Digit.labelCount).map(String.init)
        let rows = parts.map { name, part in [name, "\(part.digits.count)"] + part.counts.map(String.init) }
        return .table(TableView(columns: ["part", "all"] + labels, rows: rows))
    }
}

extension DataSplit {
    /// Deals the digits out by chance, but the same share of every label to each part.
    ///
    /// - Parameters:
    ///   - dataset: The digits.
    ///   - validationShare: Which part of them is for choosing.
    ///   - heldOutShare: Which part is for the final judgement; the rest is for training.
    ///   - seed: Chooses the chances: the same seed gives the same split.
    init(_ dataset: Dataset, validationShare: Double, heldOutShare: Double, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var training: [Digit] = []
        var validation: [Digit] = []
        var heldOut: [Digit] = []
        let groups = Dictionary(grouping: dataset.digits, by: \.label)
        for label in 0..<Digit.labelCount {
            let shuffled = groups[label, default: []].shuffled(using: &generator)
            let heldOutCount = Int((Double(shuffled.count) * heldOutShare).rounded())
            let validationCount = Int((Double(shuffled.count) * validationShare).rounded())
            heldOut += shuffled.prefix(heldOutCount)
            validation += shuffled.dropFirst(heldOutCount).prefix(validationCount)
            training += shuffled.dropFirst(heldOutCount + validationCount)
        }
        self.init(training: .inOrder(training), validation: .inOrder(validation), heldOut: .inOrder(heldOut))
    }
}

extension Dataset {
    /// The digits in the order of the file.
    fileprivate static func inOrder(_ digits: [Digit]) -> Dataset {
        Dataset(digits: digits.sorted { $0.line < $1.line })
    }
}
