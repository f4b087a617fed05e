/// A document of an image that cannot be taken as what it should be.
public struct ManifestError: Error, Hashable, CustomStringConvertible {
    /// What it should be, `image manifest`.
    public var document: String
    /// What is wrong with it.
    public var problem: String

    package init(_ document: String, _ problem: String) {
        self.document = document
        self.problem = problem
    }

    /// The document and what is wrong with it.
    public var description: String {
        "malformed \(document): \(problem)"
    }
}
