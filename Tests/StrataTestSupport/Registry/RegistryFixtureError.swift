/// A registry for tests that did not come up.
public struct RegistryFixtureError: Error, CustomStringConvertible {
    /// What happened, and what to install.
    public var description: String

    init(_ description: String) {
        self.description = description
    }
}
