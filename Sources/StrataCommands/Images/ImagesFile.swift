import FoundationEssentials
import StrataImages

/// A package's `strata.yaml`, and what it means for building images.
struct ImagesFile {
    /// The path, for messages.
    let path: String
    /// The folder that it lies in.
    let folder: String
    /// What it says.
    let configuration: ImagesConfiguration

    /// Reads the file; without one every setting is what it is by default.
    ///
    /// - Throws: `ConfigurationErrors` with all that is wrong in it.
    static func load(_ named: String?, package: String, environment: [String: String]) throws -> ImagesFile {
        guard let named else {
            let path = "\(package)/\(ImagesConfiguration.fileName)"
            let configuration = try ImagesConfiguration.load(package: package, environment: environment)
            return ImagesFile(path: path, folder: package, configuration: configuration)
        }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: named))
        } catch {
            throw CommandFailure(
                "'\(named)' cannot be read: \(error)",
                remedy: "Name a file that says which bases there are."
            )
        }
        let configuration = try ImagesConfiguration.parse(Array(data), file: named, environment: environment)
        let folder = URL(filePath: named).deletingLastPathComponent().path
        return ImagesFile(path: named, folder: folder.isEmpty ? "." : folder, configuration: configuration)
    }

    /// The bases, their texts turned into what they mean.
    ///
    /// - Parameters:
    ///   - tags: The keys of those that are wanted; empty for all.
    ///   - package: The package's folder.
    /// - Returns: The bases, in the order of the file.
    /// - Throws: `ConfigurationErrors` with all that is malformed, ``CommandFailure`` for a key that no base has.
    func plans(only tags: [String], package: String) throws -> [BasePlan] {
        for tag in tags where configuration.base(tagged: tag) == nil {
            throw CommandFailure(
                "no base is called '\(Printable.line(tag))': there is \(configuration.bases.map(\.tag).joined(separator: ", ")).",
                remedy: "Give one of them to --base, or add it under 'bases' in \(path).",
                exitCode: .usage
            )
        }
        var errors: [ConfigurationError] = []
        var plans: [BasePlan] = []
        for base in configuration.bases where tags.isEmpty || tags.contains(base.tag) {
            do {
                plans.append(try BasePlan(base, data: data(base.data, package: package)))
            } catch let error as BasePlanError {
                errors.append(error.located(in: path))
            }
        }
        guard errors.isEmpty else { throw ConfigurationErrors(errors) }
        return plans
    }

    /// The files that patterns name, having said on standard error what each matched.
    func data(_ patterns: [Located<DataPattern>], package: String) throws -> [DataFile] {
        guard !patterns.isEmpty else { return [] }
        let found = try DataFiles.find(patterns, package: package, file: path)
        for match in found.matches {
            let count = "\(match.count) file\(match.count == 1 ? "" : "s")"
            Output.note("data: '\(match.pattern.value)' matched \(count), \(SizeText.text(match.bytes))")
            for link in match.unfollowedLinks { Output.note("data: the link '\(link)' to a folder is not followed") }
        }
        return found.files
    }

    /// How registries are asked.
    func clientOptions(_ environment: [String: String]) throws -> RegistryClientOptions {
        var registries: [RegistryHost: RegistryOptions] = [:]
        for (name, settings) in configuration.registries {
            var options = RegistryOptions()
            options.isInsecure = settings.insecure
            options.mirrors = try settings.mirrors.map { try RegistryHost($0.value) }
            if let concurrency = settings.concurrency { options.concurrency = concurrency.value }
            options.certificateAuthorityPath = settings.certificateAuthority.map { authority in
                authority.value.hasPrefix("/") ? authority.value : "\(folder)/\(authority.value)"
            }
            registries[try RegistryHost(name)] = options
        }
        var options = RegistryClientOptions()
        options.registries = registries
        options.environment = environment
        return options
    }
}
