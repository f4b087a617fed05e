/// The Swift source that names a package's base images, so that a tag without a base does not compile.
package enum BaseImageTagSource {
    /// Writes the source; the same configuration gives the same bytes.
    ///
    /// - Parameters:
    ///   - configuration: What the file says.
    ///   - file: What errors call the file.
    /// - Returns: An extension of `BaseImageTag` with one member for each base image.
    /// - Throws: ``ConfigurationErrors`` for tags that have one name in Swift.
    package static func swift(
        for configuration: ImagesConfiguration,
        file: String
    ) throws(ConfigurationErrors) -> String {
        var problems = Problems(file: file)
        var owners: [String: BaseConfiguration] = [:]
        var members: [String] = []
        for base in configuration.bases {
            let name = TagIdentifier.name(for: base.tag)
            if let owner = owners[name] {
                problems.add(
                    base.position,
                    "the base image tags '\(owner.tag)' \(line(owner))and '\(base.tag)' are both '\(name)' in Swift",
                    "rename one of them"
                )
                continue
            }
            owners[name] = base
            members.append(
                """
                    /// \(summary(base))
                    static let \(TagIdentifier.declared(name)): BaseImageTag = "\(base.tag)"
                """
            )
        }
        try problems.check()
        return """
            // Generated from \(ImagesConfiguration.fileName), which is what to edit.
            import Strata

            extension BaseImageTag {
            \(members.joined(separator: "\n\n"))
            }

            """
    }

    private static func summary(_ base: BaseConfiguration) -> String {
        let image =
            base.image == .minimal ? "The built-in base image" : "The base image '\(Shown.text(base.image.name))'"
        return base.position.map { "\(image) (\(ImagesConfiguration.fileName):\($0.line))." } ?? "\(image)."
    }

    private static func line(_ base: BaseConfiguration) -> String {
        base.position.map { "on line \($0.line) " } ?? ""
    }
}
