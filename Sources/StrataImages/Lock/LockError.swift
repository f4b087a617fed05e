/// A lock file that cannot be used, or that does not hold what it must.
public struct LockError: Error, Hashable, CustomStringConvertible {
    /// The file.
    public var path: String
    /// What is wrong.
    public var problem: String
    /// What to do.
    public var remedy: String

    init(
        path: String,
        problem: String,
        remedy: String = "Restore it from version control, or delete it and run 'strata image update'"
    ) {
        self.path = path
        self.problem = problem
        self.remedy = remedy
    }

    /// What is wrong with the file, and what to do.
    public var description: String {
        "\(path): \(problem). \(remedy)."
    }
}
