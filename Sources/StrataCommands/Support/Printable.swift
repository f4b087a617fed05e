/// Makes text from users, programs and stores safe to print.
///
/// A recorded message may hold escape sequences that would drive the terminal; none reaches it.
enum Printable {
    /// The text with control characters other than line feeds replaced by U+FFFD, and tabs by four spaces.
    static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": safe.append(scalar)
            case "\t": safe.append(contentsOf: "    ".unicodeScalars)
            case "\r": continue
            case _ where isControl(scalar): safe.append("\u{FFFD}")
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }

    /// The text as one line: as ``text(_:)``, with line feeds as single spaces.
    static func line(_ text: String) -> String {
        self.text(text).split(separator: "\n", omittingEmptySubsequences: true).joined(separator: " ")
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
