/// Reads base images: under `base`, under the keys of `bases`, and what is common to all.
struct BaseReader {
    /// Settings that the file's top and every base image can have.
    struct Settings {
        var env: [NamedText] = []
        var user: Located<String>?
        var workdir: Located<String>?
        var labels: [NamedText] = []
        var platforms: [Located<String>] = []
        var data: [Located<DataPattern>] = []
    }

    let images: ImageReader

    /// Reads `debian:bookworm-slim`, or a mapping with `image` and settings.
    ///
    /// - Returns: `nil` when there is no image; then `problems` says so.
    func read(
        _ node: YAMLNode,
        tag: String,
        at position: TextPosition?,
        named name: String,
        _ problems: inout Problems
    ) -> BaseConfiguration? {
        if case .scalar = node.content {
            return image(node, tag: tag, at: position, named: name, &problems)
        }
        guard let section = Section(node, .base, named: name, &problems) else { return nil }
        let entrypoint = section.value("entrypoint", &problems).flatMap {
            Scalars.choice($0, of: EntrypointPolicy.self, named: section.path("entrypoint"), &problems)
        }
        let settings = Self.settings(section, &problems)
        guard section.has("image") else {
            problems.add(
                position,
                "'\(name)' has no 'image'",
                "name one, or '\(BaseImage.minimalName)' for the built-in base image"
            )
            return nil
        }
        guard let value = section.value("image", &problems),
            let image = images.read(value, named: section.path("image"), &problems)
        else { return nil }
        if image == .minimal, entrypoint == .chain {
            problems.add(
                section.position("entrypoint"),
                "the built-in base image of '\(name)' has no entry point to chain",
                "remove 'entrypoint'"
            )
        }
        return BaseConfiguration(
            tag: tag,
            position: position,
            image: image,
            entrypoint: entrypoint ?? .replace,
            env: settings.env,
            user: settings.user,
            workdir: settings.workdir,
            labels: settings.labels,
            platforms: settings.platforms,
            data: settings.data
        )
    }

    /// Reads an image without settings.
    private func image(
        _ node: YAMLNode,
        tag: String,
        at position: TextPosition?,
        named name: String,
        _ problems: inout Problems
    ) -> BaseConfiguration? {
        guard !node.isNull else {
            problems.add(position, "'\(name)' names no image", "write it as in '\(tag): debian:bookworm-slim'")
            return nil
        }
        return images.read(node, named: name, &problems).map {
            BaseConfiguration(tag: tag, position: position, image: $0)
        }
    }

    /// Reads the settings that a mapping has.
    static func settings(_ section: Section, _ problems: inout Problems) -> Settings {
        var settings = Settings()
        if let node = section.value("env", &problems) {
            settings.env = Collections.texts(node, named: section.path("env"), &problems)
        }
        if let node = section.value("labels", &problems) {
            settings.labels = Collections.texts(node, named: section.path("labels"), &problems)
        }
        if let node = section.value("user", &problems) {
            settings.user = Scalars.word(node, named: section.path("user"), &problems)
        }
        if let node = section.value("workdir", &problems) {
            settings.workdir = workdir(node, named: section.path("workdir"), &problems)
        }
        if let node = section.value("platforms", &problems) {
            settings.platforms = PlatformReader.read(node, named: section.path("platforms"), &problems)
        }
        if let node = section.value("data", &problems) {
            settings.data = patterns(node, named: section.path("data"), &problems)
        }
        return settings
    }

    private static func workdir(
        _ node: YAMLNode,
        named name: String,
        _ problems: inout Problems
    ) -> Located<String>? {
        guard let path = Scalars.word(node, named: name, &problems) else { return nil }
        guard path.value.hasPrefix("/") else {
            problems.add(
                path.position,
                "'\(name)' is '\(Shown.text(path.value))', which is no absolute path",
                "begin it with '/', as it is a folder in the image"
            )
            return nil
        }
        return path
    }

    private static func patterns(
        _ node: YAMLNode,
        named name: String,
        _ problems: inout Problems
    ) -> [Located<DataPattern>] {
        var patterns: [Located<DataPattern>] = []
        for text in Collections.words(node, named: name, &problems) {
            do throws(DataPattern.Problem) {
                let pattern = try DataPattern(text.value)
                guard !patterns.contains(where: { $0.value == pattern }) else {
                    let shown = Shown.text(text.value)
                    problems.add(text.position, "'\(shown)' stands in \(name) twice", "remove one of the two")
                    continue
                }
                patterns.append(Located(pattern, at: text.position))
            } catch {
                problems.add(
                    text.position,
                    "the pattern '\(Shown.text(text.value))' in \(name) \(error.message)",
                    error.remedy
                )
            }
        }
        return patterns
    }
}
