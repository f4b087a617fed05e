/// Reads what differs for one registry.
enum RegistryReader {
    /// Reads a mapping.
    ///
    /// - Returns: `nil` when it is none; then `problems` says so.
    static func read(
        _ node: YAMLNode,
        named name: String,
        _ problems: inout Problems
    ) -> RegistryConfiguration? {
        guard let section = Section(node, .registry, named: name, &problems) else { return nil }
        var registry = RegistryConfiguration()
        if let node = section.value("insecure", &problems) {
            registry.insecure = Scalars.truth(node, named: section.path("insecure"), &problems) ?? false
        }
        if let node = section.value("mirrors", &problems) {
            registry.mirrors = mirrors(node, named: section.path("mirrors"), &problems)
        }
        if let node = section.value("concurrency", &problems) {
            let name = section.path("concurrency")
            registry.concurrency = Scalars.integer(node, in: 1...64, named: name, &problems)
        }
        if let node = section.value("certificateAuthority", &problems) {
            registry.certificateAuthority = Scalars.word(
                node,
                named: section.path("certificateAuthority"),
                &problems
            )
        }
        if registry.insecure, registry.certificateAuthority != nil {
            problems.add(
                section.position("certificateAuthority"),
                "'\(name)' has a certificate authority, and is spoken to over plain HTTP",
                "remove 'insecure' or 'certificateAuthority'"
            )
        }
        return registry
    }

    private static func mirrors(
        _ node: YAMLNode,
        named name: String,
        _ problems: inout Problems
    ) -> [Located<String>] {
        var mirrors: [Located<String>] = []
        for mirror in Collections.words(node, named: name, &problems) {
            if let (problem, remedy) = Grammar.problem(withRegistry: mirror.value) {
                problems.add(mirror.position, "'\(Shown.name(mirror.value))' in \(name) \(problem)", remedy)
            } else {
                mirrors.append(mirror)
            }
        }
        return mirrors
    }
}
