/// Whether a program's functions and the base images of `strata.yaml` belong together.
///
/// It is made before anything is built or run, and finds everything at once.
public struct BaseImageTagCheck: Sendable, Hashable {
    /// One line for each error, in the order of files and lines; each ends in what to do.
    public let errors: [String]
    /// One line for each base image that no function uses, in the order of the file.
    public let warnings: [String]

    /// Checks functions against base images.
    ///
    /// - Parameters:
    ///   - functions: The program's functions, in any order.
    ///   - configuration: What `strata.yaml` says.
    ///   - file: What the lines call that file.
    public init(
        functions: [TaggedFunction],
        configuration: ImagesConfiguration,
        file: String = ImagesConfiguration.fileName
    ) {
        let tags = configuration.bases.map(\.tag)
        let ordered = functions.sorted { ($0.file, $0.line, $0.name) < ($1.file, $1.line, $1.name) }
        errors = ordered.flatMap { function in
            Self.problems(function, tags, file).map { "\(function.file):\(function.line): '\(function.name)' \($0)" }
        }
        let used = Set(functions.compactMap(\.tag))
        warnings = configuration.bases.compactMap { base in
            guard base.tag != BaseConfiguration.defaultTag, !used.contains(base.tag) else { return nil }
            let place = base.position.map { "\(file):\($0)" } ?? file
            return "\(place): no function uses the base image '\(base.tag)'. "
                + "Remove it, or name it with '@Func(baseImageTag: \"\(base.tag)\")'."
        }
    }

    private static func problems(_ function: TaggedFunction, _ tags: [String], _ file: String) -> [String] {
        guard let tag = function.tag else { return [] }
        var problems: [String] = []
        if !tags.contains(tag) {
            let guess = Suggestion.nearest(to: tag, among: tags).map { "Did you mean '\($0)'? " } ?? ""
            problems.append(
                "has the base image tag '\(Shown.text(tag))', which no base image has; there are \(Shown.list(tags)). "
                    + "\(guess)Use one of them, or add '\(Shown.text(tag))' under 'bases' in \(file)."
            )
        }
        if function.isGraph {
            problems.append(
                "has the base image tag '\(Shown.text(tag))', and describes a graph, which always happens in the driver. "
                    + "Remove 'baseImageTag', or make it 'async throws' and await the calls in it."
            )
        } else if function.standalone == false {
            problems.append(
                "has 'standalone: false' beside the base image tag '\(Shown.text(tag))', which implies a container of its "
                    + "own. Remove one of the two."
            )
        }
        return problems
    }
}
