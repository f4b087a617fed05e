import StrataAPI
import StrataServer

/// Finds the key that someone means.
enum KeySelector {
    /// The key with this identifier, or else the one key with this name that is not revoked.
    ///
    /// Also takes a whole key, which is what someone has who found one where it does not belong; its secret is not shown.
    ///
    /// - Throws: ``CommandFailure`` where there is none, or several.
    static func find(_ text: String, in keys: [APIKey]) throws(CommandFailure) -> APIKey {
        let id = KeySecret(text)?.id ?? text.lowercased()
        if let key = keys.first(where: { $0.id == id }) { return key }
        let named = keys.filter { $0.name == text }
        let valid = named.filter { $0.revokedAt == nil }
        let word = Printable.line(text.hasPrefix("strata_") ? "'\(text.prefix(15))…'" : "'\(text)'")
        if valid.count > 1 {
            let list = valid.map(\.id).sorted().joined(separator: ", ")
            throw CommandFailure(
                "\(valid.count) keys are called \(word).",
                remedy: "Name one by its identifier: \(list)."
            )
        }
        guard let key = valid.first ?? named.first else {
            throw CommandFailure(
                "there is no key \(word).",
                remedy: "'strata server keys list' shows those there are."
            )
        }
        return key
    }
}
