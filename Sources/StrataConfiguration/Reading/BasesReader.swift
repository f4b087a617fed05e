/// Reads `base` and `bases` and resolves them: there is always a `default`, and it comes first.
struct BasesReader {
    let reader: BaseReader
    let common: BaseReader.Settings

    /// Reads the base images.
    func read(_ file: Section, _ problems: inout Problems) -> [BaseConfiguration] {
        let single = single(file, &problems)
        var bases = mapping(file, &problems)
        var `default` = single ?? .builtIn
        if let index = bases.firstIndex(where: { $0.tag == BaseConfiguration.defaultTag }) {
            let named = bases.remove(at: index)
            `default` = single.map { merge($0, named, &problems) } ?? named
        }
        return ([`default`] + bases).map(withCommon)
    }

    private func single(_ file: Section, _ problems: inout Problems) -> BaseConfiguration? {
        guard let node = file.value("base", &problems) else { return nil }
        return reader.read(
            node,
            tag: BaseConfiguration.defaultTag,
            at: file.position("base"),
            named: "base",
            &problems
        )
    }

    private func mapping(_ file: Section, _ problems: inout Problems) -> [BaseConfiguration] {
        let example = "'default: debian:bookworm-slim' below it"
        guard let node = file.value("bases", &problems),
            let entries = Entries.read(node, named: "bases", example: example, &problems)
        else { return [] }
        return entries.compactMap { entry in
            guard Grammar.isBaseImageTag(entry.key) else {
                problems.add(
                    entry.position,
                    "'\(Shown.text(entry.key))' in bases cannot be the tag of a base image",
                    "begin it with a letter or digit, and use letters, digits, '.', '_' and '-', at most 63"
                )
                return nil
            }
            let name = "bases.\(entry.key)"
            return reader.read(entry.value, tag: entry.key, at: entry.position, named: name, &problems)
        }
    }

    /// The default image where `base` and `bases.default` both name it.
    private func merge(
        _ single: BaseConfiguration,
        _ named: BaseConfiguration,
        _ problems: inout Problems
    ) -> BaseConfiguration {
        let places = "'base' on line \(Self.line(single)) and 'bases.default' on line \(Self.line(named))"
        guard single.image.name == named.image.name else {
            problems.add(
                named.position,
                "\(places) name different images: '\(single.image.name)' and '\(named.image.name)'",
                "keep one of them, as one image serves functions without a tag"
            )
            return named
        }
        if single.isImageAlone || single.means(named) { return named }
        if named.isImageAlone { return single }
        problems.add(
            named.position,
            "\(places) have different settings for the same image",
            "keep one of them, as one image serves functions without a tag"
        )
        return named
    }

    private static func line(_ base: BaseConfiguration) -> String {
        base.position.map { String($0.line) } ?? "?"
    }

    /// A base image with what the file's top says for all; its own settings win.
    private func withCommon(_ base: BaseConfiguration) -> BaseConfiguration {
        var base = base
        base.env = Self.merge(common.env, base.env)
        base.labels = Self.merge(common.labels, base.labels)
        base.user = base.user ?? common.user
        base.workdir = base.workdir ?? common.workdir
        base.platforms = base.platforms.isEmpty ? common.platforms : base.platforms
        return base
    }

    private static func merge(_ common: [NamedText], _ own: [NamedText]) -> [NamedText] {
        let names = Set(own.map(\.name))
        return common.filter { !names.contains($0.name) } + own
    }
}

extension BaseConfiguration {
    /// Whether nothing is said but which image it is.
    fileprivate var isImageAlone: Bool {
        self == BaseConfiguration(tag: tag, position: position, image: image)
    }

    /// Whether the same is said, in whatever place.
    fileprivate func means(_ other: BaseConfiguration) -> Bool {
        func texts(_ list: [NamedText]) -> [String: String] {
            Dictionary(list.map { ($0.name, $0.text.value) }) { first, _ in first }
        }
        return image.name == other.image.name && entrypoint == other.entrypoint
            && texts(env) == texts(other.env) && texts(labels) == texts(other.labels)
            && user?.value == other.user?.value && workdir?.value == other.workdir?.value
            && platforms.map(\.value) == other.platforms.map(\.value) && data.map(\.value) == other.data.map(\.value)
    }
}
