extension ImagesConfiguration {
    /// Reads `strata.yaml` in a package's folder.
    ///
    /// A package without the file has what an empty file means: the built-in base image for all functions. The file has to
    /// be a regular file of at most 1 MiB.
    ///
    /// - Parameters:
    ///   - folder: The folder of `Package.swift`.
    ///   - environment: The environment variables that `${NAME}` refers to, in `registry`, `repository`, `tag`, and in the
    ///     tags of base images.
    /// - Returns: What the file says, with everything resolved that it leaves out.
    /// - Throws: ``ConfigurationErrors`` with all that is wrong with the file, in the order of lines.
    public static func load(
        package folder: String,
        environment: [String: String]
    ) throws(ConfigurationErrors) -> ImagesConfiguration {
        let path = folder + "/" + fileName
        guard let bytes = try ConfigurationFile.read(path, shown: fileName) else { return ImagesConfiguration() }
        return try parse(bytes, file: fileName, environment: environment)
    }

    /// Reads the text of a `strata.yaml`.
    ///
    /// - Parameters:
    ///   - text: The file's text.
    ///   - file: What errors call the file.
    ///   - environment: The environment variables that `${NAME}` refers to.
    /// - Returns: What the text says, with everything resolved that it leaves out.
    /// - Throws: ``ConfigurationErrors`` with all that is wrong with the text, in the order of lines.
    public static func parse(
        _ text: String,
        file: String = fileName,
        environment: [String: String]
    ) throws(ConfigurationErrors) -> ImagesConfiguration {
        try parse(Array(text.utf8), file: file, environment: environment)
    }

    /// Reads the bytes of a `strata.yaml`.
    ///
    /// Without an environment variables stay as they are written, for who needs the tags alone.
    package static func parse(
        _ bytes: [UInt8],
        file: String,
        environment: [String: String]?
    ) throws(ConfigurationErrors) -> ImagesConfiguration {
        var problems = Problems(file: file)
        var configuration = ImagesConfiguration()
        if let text = ConfigurationText(bytes, &problems) {
            let root = YAMLComposer.compose(text, &problems)
            try problems.check()
            let reader = FileReader(variables: Variables(environment: environment))
            configuration = reader.read(root, &problems)
        }
        try problems.check()
        return configuration
    }
}
