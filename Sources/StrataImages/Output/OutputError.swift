/// Images that cannot be written where they should be.
public struct OutputError: Error, Hashable, CustomStringConvertible {
    /// The file or folder.
    public var path: String
    /// What is wrong.
    public var problem: String
    /// What to do.
    public var remedy: String

    init(
        path: String,
        problem: String,
        remedy: String = "See that its folder is there, can be written to, and has space left"
    ) {
        self.path = path
        self.problem = problem
        self.remedy = remedy
    }

    /// What is wrong, where, and what to do.
    public var description: String {
        "\(path): \(problem). \(remedy)."
    }
}
