/// Writes out what `{a,b}` stands for.
enum BraceExpansion {
    /// All that a pattern's braces stand for, in their order.
    ///
    /// - Throws: ``DataPattern/Problem`` when braces are not closed, or stand for too much.
    static func expand(_ text: String) throws(DataPattern.Problem) -> [String] {
        var done: [String] = []
        var waiting = [Array(text.unicodeScalars)[...]]
        while let next = waiting.popLast() {
            guard let (start, parts, end) = try firstGroup(next) else {
                done.append(String(String.UnicodeScalarView(next)))
                continue
            }
            for part in parts.reversed() { waiting.append(next[..<start] + part + next[end...]) }
            guard done.count + waiting.count <= DataPattern.limitOfAlternatives else {
                throw DataPattern.Problem(
                    message: "stands for more than \(DataPattern.limitOfAlternatives) patterns",
                    remedy: "write several patterns with fewer braces"
                )
            }
        }
        return done
    }

    private typealias Scalars = ArraySlice<Unicode.Scalar>

    /// The first pair of braces on the outermost level: its start, what stands between its commas, and what comes after.
    private static func firstGroup(
        _ text: Scalars
    ) throws(DataPattern.Problem) -> (start: Int, parts: [Scalars], end: Int)? {
        guard let start = unescaped(text).first(where: { text[$0] == "{" }) else { return nil }
        var depth = 0
        var parts: [Scalars] = []
        var partStart = start + 1
        for index in unescaped(text[start...]) {
            switch text[index] {
            case "{": depth += 1
            case "," where depth == 1:
                parts.append(text[partStart..<index])
                partStart = index + 1
            case "}":
                depth -= 1
                guard depth == 0 else { continue }
                return (start, parts + [text[partStart..<index]], index + 1)
            default: break
            }
        }
        throw DataPattern.Problem(
            message: "has a '{' without '}'",
            remedy: "close it, or write '\\{' for the sign itself"
        )
    }

    /// The places of characters that mean something: those after a backslash and in brackets do not.
    private static func unescaped(_ text: Scalars) -> [Int] {
        var places: [Int] = []
        var isEscaped = false
        var bracket: Int?
        for index in text.indices {
            if isEscaped {
                isEscaped = false
            } else if text[index] == "\\" {
                isEscaped = true
            } else if let start = bracket {
                // A bracket that comes first is one of the characters.
                let first =
                    text.index(after: start) < text.endIndex && "!^".unicodeScalars.contains(text[start + 1])
                    ? start + 2 : start + 1
                if text[index] == "]", index > first { bracket = nil }
            } else {
                if text[index] == "[", text[index...].contains("]") { bracket = index }
                places.append(index)
            }
        }
        return places
    }
}
