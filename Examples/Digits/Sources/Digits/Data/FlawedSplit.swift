/// The data could not be divided in a way that makes the result worth anything.
struct FlawedSplit: Error, CustomStringConvertible {
    /// What is wrong, in words.
    var flaws: [String]

    var description: String { "the split is not sound: " + flaws.joined(separator: "; ") }
}
