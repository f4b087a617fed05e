/// Reads `Link` headers (RFC 8288).
enum LinkHeader {
    /// The target of the link whose relation is `next`, as it was written, or `nil` where there is none.
    static func next(_ header: some StringProtocol) -> String? {
        guard header.utf8.count <= 16384 else { return nil }
        var rest = Substring(header)
        while let open = rest.firstIndex(of: "<") {
            guard let close = rest[open...].firstIndex(of: ">") else { return nil }
            let target = rest[rest.index(after: open)..<close]
            rest = rest[rest.index(after: close)...]
            let parameters = takeParameters(&rest)
            if isNext(parameters) { return String(target) }
        }
        return nil
    }

    /// Cuts off what belongs to one link: all up to a comma that is not in quotes.
    private static func takeParameters(_ rest: inout Substring) -> Substring {
        var isQuoted = false
        var isEscaped = false
        for index in rest.indices {
            let character = rest[index]
            if isEscaped {
                isEscaped = false
            } else if character == "\\", isQuoted {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                defer { rest = rest[rest.index(after: index)...] }
                return rest[..<index]
            }
        }
        defer { rest = "" }
        return rest
    }

    private static func isNext(_ parameters: Substring) -> Bool {
        parameters.split(separator: ";").contains { parameter in
            let parts = parameter.split(separator: "=", maxSplits: 1).map {
                $0.filter { !$0.isWhitespace && $0 != "\"" }
            }
            let values =
                parameter.split(separator: "=", maxSplits: 1).last?.lowercased()
                .split { $0 == "\"" || $0.isWhitespace } ?? []
            return parts.count == 2 && parts[0].lowercased() == "rel" && values.contains("next")
        }
    }
}
