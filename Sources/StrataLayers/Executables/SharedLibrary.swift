/// A shared library that an executable needs, and where it is.
public struct SharedLibrary: Sendable, Hashable {
    /// The name by which it was asked for, and under which the loader must find it.
    public var name: String
    /// The file, with no symbolic link in its path.
    public var path: String
    /// The files that ask for it, by their paths, in the order in which they were met.
    public var neededBy: [String]
}
