/// The version of this program.
enum StrataVersion {
    /// As in the changelog.
    static let text = "0.1.0"
}
