extension DataSplit {
    /// What is wrong with the split of `dataset`, in words.
    func flaws(of dataset: Dataset) -> [String] {
        var flaws: [String] = []
        let lines = (training.digits + validation.digits + heldOut.digits).map(\.line)
        if Set(lines).count != lines.count { flaws.append("some digits are in more than one part") }
        if Set(lines) != Set(dataset.digits.map(\.line)) { flaws.append("the parts together are not the whole") }
        for (name, part) in [("training", training), ("validation", validation), ("held-out", heldOut)]
        where part.counts.contains(0) {
            flaws.append("a digit is missing from the \(name) part")
        }
        return flaws
    }
}
