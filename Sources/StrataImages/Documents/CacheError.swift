/// A folder of Strata's that cannot be written.
public struct CacheError: Error, Hashable, CustomStringConvertible {
    /// The folder.
    public var path: String
    /// What the system said.
    public var problem: String

    /// What cannot be written, and what to do.
    public var description: String {
        "the cache in \(path) cannot be written: \(problem). Free space or mend its permissions, or set STRATA_HOME elsewhere."
    }
}
