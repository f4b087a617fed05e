/// A label of a series.
struct LabelPair: Sendable, Hashable, Comparable {
    var name: String
    var value: String

    static func < (left: LabelPair, right: LabelPair) -> Bool {
        (left.name, left.value) < (right.name, right.value)
    }
}

/// Pieces of Prometheus' text format.
enum PrometheusText {
    /// A metric's name: letters, digits, `_` and `:`, no digit in front; anything else becomes `_`.
    static func name(_ label: String) -> String {
        cleaned(label) { $0 == ":" }
    }

    /// A label's name: letters, digits and `_`, no digit in front; anything else becomes `_`.
    static func labelName(_ label: String) -> String {
        cleaned(label) { _ in false }
    }

    private static func cleaned(_ text: String, _ isAlsoAllowed: (Character) -> Bool) -> String {
        let name = String(
            text.map { character in
                let isPlain = character.isASCII && (character.isLetter || character.isNumber)
                return isPlain || isAlsoAllowed(character) ? character : "_"
            }
        )
        return name.first.map { $0.isNumber } ?? true ? "_" + name : name
    }

    /// A help text: backslashes and line feeds escaped.
    static func help(_ text: String) -> String {
        escaped(text, quotes: false)
    }

    /// One line of a series.
    static func line(_ name: String, _ labels: [LabelPair], _ value: String, to text: inout String) {
        text += name
        if !labels.isEmpty {
            text += "{"
            for (number, label) in labels.enumerated() {
                if number > 0 { text += "," }
                text += "\(label.name)=\"\(escaped(label.value, quotes: true))\""
            }
            text += "}"
        }
        text += " \(value)\n"
    }

    /// A number as Go's `ParseFloat` reads it.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
