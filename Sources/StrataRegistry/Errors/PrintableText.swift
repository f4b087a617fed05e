/// Text from outside made fit for messages.
enum PrintableText {
    /// One line of at most `limit` characters, without control and formatting characters.
    static func clean(_ text: some StringProtocol, limit: Int = 500) -> String {
        var result = ""
        var wasSpace = true
        // Twice the limit in scalars bounds the work; what is cut away is not shown anyway.
        for scalar in text.unicodeScalars.prefix(limit * 4) {
            let isPlain: Bool
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                isPlain = false
            default: isPlain = scalar != "\u{FFFD}"
            }
            if isPlain, !scalar.properties.isWhitespace {
                result.unicodeScalars.append(scalar)
                wasSpace = false
            } else if !wasSpace {
                result.append(" ")
                wasSpace = true
            }
        }
        if result.hasSuffix(" ") { result.removeLast() }
        return result.count <= limit ? result : result.prefix(limit - 1) + "…"
    }

    /// `1.5 MiB`, `120 B`.
    static func size(_ bytes: Int64) -> String {
        let units = ["B", "KiB", "MiB", "GiB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 1024, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        let tenths = Int((value * 10).rounded())
        return unit == 0 || tenths % 10 == 0
            ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
