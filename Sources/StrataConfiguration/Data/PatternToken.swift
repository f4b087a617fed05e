/// One sign of a pattern within a name.
enum PatternToken: Sendable, Hashable {
    case character(Unicode.Scalar)
    /// `?`
    case anyCharacter
    /// `*`
    case anyCharacters
    /// `[a-z]`, or `[!a-z]`.
    case oneOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)

    /// Reads a part of a pattern.
    static func tokens(_ part: Substring) throws(DataPattern.Problem) -> [PatternToken] {
        let scalars = Array(part.unicodeScalars)
        var tokens: [PatternToken] = []
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case "*":
                if tokens.last == .anyCharacters { throw strayDoubleStar }
                tokens.append(.anyCharacters)
            case "?": tokens.append(.anyCharacter)
            case "[": tokens.append(try set(scalars, &index))
            case "\\":
                index += 1
                guard index < scalars.count else {
                    throw DataPattern.Problem(
                        message: "ends in a backslash",
                        remedy: "write '\\\\' for the sign itself"
                    )
                }
                tokens.append(.character(scalars[index]))
            case let scalar: tokens.append(.character(scalar))
            }
            index += 1
        }
        return tokens
    }

    private static var strayDoubleStar: DataPattern.Problem {
        DataPattern.Problem(
            message: "has '**' within a name",
            remedy: "write it alone between slashes, as in 'Data/**/*.csv', or write one '*'"
        )
    }

    /// Reads `[…]`, and leaves `index` at its last character.
    private static func set(
        _ scalars: [Unicode.Scalar],
        _ index: inout Int
    ) throws(DataPattern.Problem) -> PatternToken {
        var next = index + 1
        let isNegated = next < scalars.count && (scalars[next] == "!" || scalars[next] == "^")
        if isNegated { next += 1 }
        let start = next
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while next < scalars.count, scalars[next] != "]" || next == start {
            if scalars[next] == "\\", next + 1 < scalars.count { next += 1 }
            let lower = scalars[next]
            if next + 2 < scalars.count, scalars[next + 1] == "-", scalars[next + 2] != "]" {
                guard lower <= scalars[next + 2] else {
                    throw DataPattern.Problem(
                        message: "has a range that runs backwards",
                        remedy: "write it as '\(scalars[next + 2])-\(lower)'"
                    )
                }
                ranges.append(lower...scalars[next + 2])
                next += 3
            } else {
                ranges.append(lower...lower)
                next += 1
            }
        }
        guard next < scalars.count else {
            throw DataPattern.Problem(
                message: "has a '[' without ']'",
                remedy: "close it, or write '\\[' for the sign itself"
            )
        }
        index = next
        return .oneOf(ranges, isNegated: isNegated)
    }

    /// Whether a name matches; the time it takes grows with the product of both lengths at most.
    static func matches(_ tokens: [PatternToken], _ name: [Unicode.Scalar]) -> Bool {
        var token = 0
        var place = 0
        // Where to go on when what follows the last star does not match.
        var retry: (token: Int, place: Int)?
        while place < name.count {
            if token < tokens.count, case .anyCharacters = tokens[token] {
                retry = (token, place)
                token += 1
            } else if token < tokens.count, tokens[token].accepts(name[place]) {
                token += 1
                place += 1
            } else if let last = retry {
                retry = (last.token, last.place + 1)
                token = last.token + 1
                place = last.place + 1
            } else {
                return false
            }
        }
        return tokens[token...].allSatisfy { $0 == .anyCharacters }
    }

    private func accepts(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .character(let own): own == scalar
        case .anyCharacter: true
        case .anyCharacters: false
        case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
        }
    }
}
