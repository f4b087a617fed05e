/// Words as a POSIX shell reads them.
enum ShellWord {
    /// The text as one word that can be pasted into a shell: in single quotes unless it is plain.
    static func quoted(_ text: String) -> String {
        let plain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", "=", ":", "@", ",", "+", "%": true
                default: false
                }
            }
        guard !plain else { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
