/// Who asks, as far as messages need it.
struct Account: Sendable, Hashable {
    /// Where the credentials came from, in words.
    var origin: String
    /// Whether there are none.
    var isAnonymous: Bool
    /// What must not appear in messages.
    var secrets: [Secret] = []
}
