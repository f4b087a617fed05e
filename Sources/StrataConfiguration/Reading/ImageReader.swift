/// Reads what names a base image.
struct ImageReader {
    let variables: Variables

    /// Reads an image's name, for example `nvcr.io/nvidia/cuda:12.4.1-runtime-ubuntu22.04`.
    ///
    /// - Returns: `nil` when it is none; then `problems` says so.
    func read(_ node: YAMLNode, named name: String, _ problems: inout Problems) -> BaseImage? {
        guard let written = Scalars.word(node, named: name, &problems) else { return nil }
        switch written.value {
        case BaseImage.minimalName: return .minimal
        case "scratch":
            problems.add(
                node.position,
                "'scratch' is no image that a registry has",
                "write '\(BaseImage.minimalName)' for the built-in base image"
            )
            return nil
        case _ where written.value.hasPrefix("strata:"):
            problems.add(
                node.position,
                "there is no built-in base image '\(Shown.name(written.value))'",
                "write '\(BaseImage.minimalName)', or an image's name with its registry"
            )
            return nil
        default: break
        }
        guard let parts = parts(of: written, &problems) else { return nil }
        return fill(parts, written, &problems)
    }

    private struct Parts {
        var name: String
        var tag: String?
        var digest: String?

        /// Adds text to the part that it belongs to.
        mutating func append(_ text: String) {
            for character in text {
                switch character {
                case _ where digest != nil: digest?.append(character)
                case "@": digest = ""
                case "/" where tag != nil:
                    // What looked like a tag was the port of a registry.
                    name += ":\(tag ?? "")/"
                    tag = nil
                case ":" where tag == nil: tag = ""
                // The text comes without the doubling of dollar signs, and gets it back for filling in.
                case "$" where tag != nil: tag?.append("$$")
                default:
                    if tag == nil { name.append(character) } else { tag?.append(character) }
                }
            }
        }
    }

    /// Takes `name[:tag][@digest]` apart; a colon, slash or at sign within `${…}` separates nothing.
    private func parts(of written: Located<String>, _ problems: inout Problems) -> Parts? {
        guard let pieces = Variables.pieces(of: written, &problems) else { return nil }
        var parts = Parts(name: "")
        for piece in pieces {
            switch piece {
            case .literal(let text): parts.append(text)
            case .variable(let name, let fallback):
                guard parts.digest == nil, parts.tag != nil else {
                    problems.add(
                        written.position,
                        "'\(Shown.name(written.value))' has the variable '\(name)' outside of its tag",
                        "write the image's name and digest out, as the file has to say which image it is"
                    )
                    return nil
                }
                parts.tag?.append("${\(name)\(fallback.map { ":-\($0)" } ?? "")}")
            }
        }
        return parts
    }

    private func fill(_ parts: Parts, _ written: Located<String>, _ problems: inout Problems) -> BaseImage? {
        if let (problem, remedy) = Self.problem(withName: parts.name) {
            problems.add(written.position, "'\(Shown.name(written.value))' \(problem)", remedy)
            return nil
        }
        var reference = parts.name
        if let tag = parts.tag {
            let place = Located(tag, at: written.position)
            guard let filled = variables.fill(place, &problems) else { return nil }
            guard filled.isOpen || Grammar.isTag(filled.text) else {
                problems.add(
                    written.position,
                    "the tag \(filled.shown(tag)) of '\(Shown.text(parts.name))' is none",
                    "use letters, digits, '.', '_' and '-', at most 128"
                )
                return nil
            }
            reference += ":\(filled.text)"
        }
        if let digest = parts.digest {
            guard Grammar.isDigest(digest) else {
                problems.add(
                    written.position,
                    "'\(Shown.text(digest))' is no digest",
                    "write 'sha256:' and 64 hexadecimal digits, or remove it with the '@'"
                )
                return nil
            }
            reference += "@\(digest)"
        }
        return .reference(Located(reference, at: written.position))
    }

    private static func problem(withName name: String) -> (problem: String, remedy: String)? {
        let example = "write it as in 'debian:bookworm-slim' or 'registry.example.com/team/base:1.0'"
        if name.contains("://") { return ("has a scheme", "write the image's name without it") }
        var repository = Substring(name)
        if let slash = name.firstIndex(of: "/") {
            let first = name[..<slash]
            // As Docker tells them apart: what has a dot or a port, and 'localhost', is a registry.
            if first.contains(".") || first.contains(":") || first == "localhost" {
                if let (problem, _) = Grammar.problem(withRegistry: String(first)) {
                    return ("names a registry that \(problem)", example)
                }
                repository = name[slash...].dropFirst()
            }
        }
        return Grammar.problem(withRepository: String(repository)).map { ($0.problem, "\(example): \($0.remedy)") }
    }
}
