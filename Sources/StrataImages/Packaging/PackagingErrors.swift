/// All that is wrong with a package's bases and functions, reported together before anything is built.
public struct PackagingErrors: Error, Hashable, CustomStringConvertible {
    /// What is wrong, a sentence or more each.
    public var problems: [String]

    init(_ problems: [String]) {
        self.problems = problems
    }

    /// One line each.
    public var description: String {
        problems.joined(separator: "\n")
    }
}
