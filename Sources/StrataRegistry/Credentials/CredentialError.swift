/// Credentials that could not be read.
///
/// Says which file or helper, and what to do.
struct CredentialError: Error, Hashable {
    /// What is wrong, and where.
    var problem: String
    /// What to do next.
    var remedy: String?
}
