import StrataOCI

/// The error document of a registry: `{"errors": [{"code": …, "message": …}]}`.
struct RegistryProblem: Sendable, Hashable {
    /// The first error's code, `DENIED`.
    var code: String?
    /// The first error's words, or the body itself where it is short text of another form.
    var message: String?

    /// Reads a body; whatever cannot be read is left out.
    ///
    /// - Parameters:
    ///   - body: The body of an answer, complete or cut.
    ///   - hidden: Texts that must not appear in the message.
    init(body: [UInt8], hiding hidden: [String]) {
        let clean = { (text: String) in Self.hide(hidden, in: PrintableText.clean(text)) }
        let document = try? RawJSON(parsing: body).object
        guard let document else {
            // An HTML page of a proxy helps nobody.
            let text = clean(String(decoding: body.prefix(4096), as: UTF8.self))
            message = text.isEmpty || text.hasPrefix("<") ? nil : text
            return
        }
        if let first = document["errors"]?.array?.first?.object {
            code = first["code"]?.string.map { Self.code($0) } ?? nil
            message = first["message"]?.string.map(clean)
            if let detail = first["detail"], let text = detail.string ?? Self.words(detail.object) {
                let detailText = clean(text)
                message =
                    message.map { detailText.isEmpty || $0 == detailText ? $0 : clean($0 + ": " + detailText) }
                    ?? detailText
            }
            return
        }
        // Token servers answer {"details": …}, {"error_description": …} or {"message": …}.
        message = ["error_description", "details", "message", "error"].lazy
            .compactMap { document[$0]?.string }.first.map(clean)
    }

    private static func code(_ text: String) -> String? {
        let isCode =
            !text.isEmpty && text.utf8.count <= 64
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return isCode ? text.uppercased() : nil
    }

    /// What the members of a detail say that are texts; docker-registry puts the system's error into `Err`.
    private static func words(_ object: JSONObject?) -> String? {
        guard let object else { return nil }
        let texts = object.members.compactMap { member in
            member.value.string.map { "\(member.name) \($0)" }
                ?? member.value.integer.map { "\(member.name) \($0)" }
        }
        return texts.isEmpty ? nil : texts.joined(separator: ", ")
    }

    private static func hide(_ hidden: [String], in text: String) -> String {
        var text = text
        for secret in hidden where secret.utf8.count >= 4 {
            text = text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "(secret)")
        }
        return text
    }
}
