/// A base on which an image cannot be made.
public struct AssemblyError: Error, Hashable, CustomStringConvertible {
    /// The key of the base.
    public var tag: String
    /// The base's name.
    public var base: String
    /// What is wrong.
    public var problem: String
    /// What to do.
    public var remedy: String

    /// What is wrong with which base, and what to do.
    public var description: String {
        "base '\(tag)' (\(base)): \(problem). \(remedy)"
    }
}
