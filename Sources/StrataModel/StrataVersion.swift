/// The version of Strata that a program was built with.
public enum StrataVersion {
    /// The version, by the rules of https://semver.org.
    public static let current = "0.1.0"
}
