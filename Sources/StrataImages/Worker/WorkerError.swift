/// A program that cannot be packaged.
public struct WorkerError: Error, Hashable, CustomStringConvertible {
    /// The program's file.
    public var path: String
    /// What is wrong with it.
    public var problem: String
    /// What to do.
    public var remedy: String

    init(path: String, problem: String, remedy: String) {
        self.path = path
        self.problem = problem
        self.remedy = remedy
    }

    /// What is wrong with which program, and what to do.
    public var description: String {
        "\(path): \(problem). \(remedy)."
    }
}
