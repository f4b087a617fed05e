import StrataOCI

/// A base image that cannot be used.
public struct BaseError: Error, Hashable, CustomStringConvertible {
    /// The base's reference.
    public var base: String
    /// What is wrong.
    public var problem: String
    /// What to do.
    public var remedy: String

    init(base: String, problem: String, remedy: String) {
        self.base = base
        self.problem = problem
        self.remedy = remedy
    }

    static func malformed(_ base: String, _ error: ManifestError) -> BaseError {
        BaseError(
            base: base,
            problem: error.description,
            remedy: "It is damaged or no container image: push it again, or choose another"
        )
    }

    /// What is wrong with which base, and what to do.
    public var description: String {
        "base image \(base): \(problem). \(remedy)."
    }
}
