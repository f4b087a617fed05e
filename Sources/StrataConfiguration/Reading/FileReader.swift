/// Reads the whole file.
struct FileReader {
    let variables: Variables

    /// Reads a file's value; `nil` is an empty file, where everything is left out.
    func read(_ root: YAMLNode?, _ problems: inout Problems) -> ImagesConfiguration {
        guard let root, !root.isNull, let file = Section(root, .file, named: "", &problems) else {
            return ImagesConfiguration()
        }
        let common = BaseReader.settings(file, &problems)
        let reader = BaseReader(images: ImageReader(variables: variables))
        var configuration = ImagesConfiguration(data: common.data, platforms: common.platforms)
        readVersion(file, &problems)
        configuration.registry = filled("registry", file, Grammar.problem(withRegistry:), &problems)
        configuration.repository = filled("repository", file, Grammar.problem(withRepository:), &problems)
        configuration.tag = filled("tag", file, Self.problem(withTag:), &problems)
        configuration.bases = BasesReader(reader: reader, common: common).read(file, &problems)
        if let node = file.value("worker", &problems) { configuration.worker = worker(node, &problems) }
        if let node = file.value("registries", &problems) { configuration.registries = registries(node, &problems) }
        return configuration
    }

    private func readVersion(_ file: Section, _ problems: inout Problems) {
        guard let node = file.value("version", &problems) else { return }
        if case .scalar("1", _) = node.content { return }
        let text = if case .scalar(let text, _) = node.content { "'\(Shown.text(text))'" } else { "no number" }
        problems.add(node.position, "'version' is \(text), and this Strata reads version 1", "write 'version: 1'")
    }

    private func filled(
        _ key: String,
        _ file: Section,
        _ problem: (String) -> (problem: String, remedy: String)?,
        _ problems: inout Problems
    ) -> Located<String>? {
        guard let node = file.value(key, &problems), let written = Scalars.word(node, named: key, &problems),
            let filled = variables.fill(written, &problems)
        else { return nil }
        if !filled.isOpen, let (problem, remedy) = problem(filled.text) {
            problems.add(node.position, "'\(key)' \(filled.shown(written.value)) \(problem)", remedy)
            return nil
        }
        return Located(filled.text, at: node.position)
    }

    private static func problem(withTag text: String) -> (problem: String, remedy: String)? {
        Grammar.isTag(text)
            ? nil : ("is no tag", "use letters, digits, '.', '_' and '-', at most 128, beginning with no '.' or '-'")
    }

    private func worker(_ node: YAMLNode, _ problems: inout Problems) -> WorkerConfiguration {
        var worker = WorkerConfiguration()
        guard let section = Section(node, .worker, named: "worker", &problems) else { return worker }
        if let node = section.value("mode", &problems) {
            let mode = Scalars.choice(node, of: WorkerConfiguration.Mode.self, named: "worker.mode", &problems)
            worker.mode = mode ?? worker.mode
        }
        if let node = section.value("configuration", &problems) {
            let type = WorkerConfiguration.BuildConfiguration.self
            let configuration = Scalars.choice(node, of: type, named: "worker.configuration", &problems)
            worker.configuration = configuration ?? worker.configuration
        }
        if let node = section.value("compression", &problems) {
            let type = WorkerConfiguration.Compression.self
            let compression = Scalars.choice(node, of: type, named: "worker.compression", &problems)
            worker.compression = compression ?? worker.compression
        }
        if let node = section.value("strip", &problems) {
            worker.strip = Scalars.truth(node, named: "worker.strip", &problems) ?? worker.strip
        }
        return worker
    }

    private func registries(_ node: YAMLNode, _ problems: inout Problems) -> [String: RegistryConfiguration] {
        let example = "'registry.example.com: {insecure: true}' below it"
        var registries: [String: RegistryConfiguration] = [:]
        for entry in Entries.read(node, named: "registries", example: example, &problems) ?? [] {
            if let (problem, remedy) = Grammar.problem(withRegistry: entry.key) {
                problems.add(entry.position, "'\(Shown.name(entry.key))' in registries \(problem)", remedy)
                continue
            }
            registries[entry.key] = RegistryReader.read(entry.value, named: "registries.\(entry.key)", &problems)
        }
        return registries
    }
}
