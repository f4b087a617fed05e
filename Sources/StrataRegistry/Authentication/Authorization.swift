/// What a request carries in its `Authorization` header.
struct Authorization: Sendable, Hashable {
    /// `Bearer`, `Basic`.
    var scheme: String
    /// What follows the scheme.
    var value: Secret
    /// Whose it is.
    var account: Account

    /// The header's value.
    var header: String { scheme + " " + value.revealed }

    /// Texts that must not appear in messages.
    var hidden: [String] { ([value] + account.secrets).map(\.revealed) }
}
