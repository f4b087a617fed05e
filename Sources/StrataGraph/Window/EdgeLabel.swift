import StrataModel

/// What an edge carries, in words.
struct EdgeLabel {
    /// Each parameter, and which part of the output it takes, for example `data .training`.
    let inputs: [String]
    /// What is written beside the edge.
    let text: String

    private static let longest = 26

    init(_ edge: SceneEdge, target: OutlineFunction?, paths: PathTable) {
        inputs = edge.inputs.map { input, path in
            guard input >= 0 else { return "after" }
            let names = target?.parameters ?? []
            let name = Int(input) < names.count ? names[Int(input)] : "input \(input + 1)"
            let part = paths.text(path)
            return part.isEmpty ? name : "\(name) \(part)"
        }
        guard let first = inputs.first else {
            text = ""
            return
        }
        let more = inputs.count - 1
        let both = inputs.prefix(2).joined(separator: ", ")
        if more == 1, both.count <= Self.longest {
            text = both
        } else {
            text = TextWidth.clip(first, to: Self.longest) + (more > 0 ? " +\(more)" : "")
        }
    }
}
