/// Text that must not be shown: it prints as dots, also in a dump of what contains it.
struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
    /// The text itself.
    let revealed: String

    /// Takes a key.
    ///
    /// - Throws: ``ClientError`` where it cannot stand in a header; the error does not repeat it.
    init(key: String) throws(ClientError) {
        guard !key.isEmpty, key.utf8.count <= 4096, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ClientError(
                .configuration,
                "the API key is empty, too long, or has characters that no key has.",
                remedy: "Copy it again from where 'strata server keys create' printed it."
            )
        }
        revealed = key
    }

    var description: String { "•••" }

    var customMirror: Mirror { Mirror(self, children: [:]) }

    /// The text with this secret taken out.
    func redacting(_ text: String) -> String {
        text.split(separator: revealed, omittingEmptySubsequences: false).joined(separator: "•••")
    }
}
