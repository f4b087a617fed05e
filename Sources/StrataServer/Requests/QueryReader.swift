package import Hummingbird
package import StrataAPI
package import StrataModel

/// The parameters of a request's query, read strictly: what is not known or not allowed is refused with words.
package struct QueryReader: Sendable {
    private let values: [(name: String, value: String)]

    /// Reads a query that may have these parameters and no others.
    ///
    /// - Throws: `Problem` for an unknown parameter, or text that is not percent-encoded UTF-8.
    package init(_ request: Request, allowing names: Set<String>) throws(Problem) {
        var values: [(String, String)] = []
        for part in (request.uri.query ?? "").split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decode(sides[0], plusIsBlank: true),
                let value = PercentText.decode(sides.count > 1 ? sides[1] : "", plusIsBlank: true)
            else {
                throw .invalid("The query '\(part.prefix(80))' is not percent-encoded UTF-8.")
            }
            guard names.contains(name) else {
                let known =
                    names.isEmpty ? "there are none here" : "known are \(names.sorted().joined(separator: ", "))"
                throw .invalid("There is no query parameter '\(name.prefix(80))'; \(known).")
            }
            values.append((name, value))
        }
        self.values = values
    }

    /// All values of a parameter that may be repeated.
    package func all(_ name: String) -> [String] {
        values.lazy.filter { $0.name == name }.map(\.value)
    }

    /// The value of a parameter, or `nil` where it is not there.
    ///
    /// - Throws: `Problem` where it is there twice, longer than 1,000 characters, or has a NUL.
    package func text(_ name: String) throws(Problem) -> String? {
        let all = all(name)
        guard all.count < 2 else {
            throw .invalid("The query parameter '\(name)' is there \(all.count) times; once is enough.")
        }
        guard let value = all.first else { return nil }
        guard value.unicodeScalars.count <= 1000, !value.utf8.contains(0) else {
            throw .invalid("The query parameter '\(name)' may have at most 1,000 characters, and no NUL.")
        }
        return value
    }

    /// A whole number.
    ///
    /// - Throws: `Problem` for anything else, or one outside of `range`.
    package func integer(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = try text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .invalid(
                "The query parameter '\(name)' is '\(text.prefix(80))'; it takes a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }

    /// A yes or no: absent or `false` is no, `true` and the bare name are yes.
    ///
    /// - Throws: `Problem` for anything else.
    package func flag(_ name: String) throws(Problem) -> Bool {
        switch try text(name) {
        case nil, "false": return false
        case "", "true": return true
        case let text?: throw .invalid("The query parameter '\(name)' is '\(text.prefix(80))'; it takes true or false.")
        }
    }

    /// The cases of an enumeration that are named; the parameter may be repeated.
    ///
    /// - Throws: `Problem` for a name that is none.
    package func cases<Value: RawRepresentable & CaseIterable & Hashable>(
        _ name: String,
        of type: Value.Type
    ) throws(Problem) -> Set<Value> where Value.RawValue == String {
        var found: Set<Value> = []
        for text in all(name) {
            guard let value = Value(rawValue: text) else {
                let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalid("The query parameter '\(name)' is '\(text.prefix(80))'; it takes one of \(known).")
            }
            found.insert(value)
        }
        return found
    }

    /// A moment: microseconds since 1970, or ISO 8601 in UTC.
    ///
    /// - Throws: `Problem` for anything else.
    package func moment(_ name: String) throws(Problem) -> Timestamp? {
        guard let text = try text(name) else { return nil }
        guard let moment = MomentText.parse(text) else {
            throw .invalid(
                "The query parameter '\(name)' is '\(text.prefix(80))'; it takes microseconds since 1970, "
                    + "or a date or time in ISO 8601 such as 2026-11-23T06:13:24Z."
            )
        }
        return moment
    }
}
