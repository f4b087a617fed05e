public import StrataConfiguration
import StrataModel
import StrataOCI

extension BasePlan {
    /// Turns what `strata.yaml` says of a base into what it means.
    ///
    /// - Parameters:
    ///   - base: What the file says.
    ///   - data: The files that only this base's image carries.
    /// - Throws: ``BasePlanError`` with the place of what is malformed.
    public init(_ base: BaseConfiguration, data: [DataFile] = []) throws(BasePlanError) {
        switch base.image {
        case .minimal:
            source = .minimal
        case .reference(let text):
            do {
                source = .reference(try ImageReference(text.value))
            } catch {
                throw BasePlanError(
                    position: text.position,
                    message: error.description,
                    remedy: "write it as in 'debian:bookworm-slim' or 'registry.example.com/team/base:1.2'"
                )
            }
        }
        tag = BaseImageTag(rawValue: base.tag)
        entrypoint = base.entrypoint
        environment = base.env.map { ($0.name, $0.text.value) }
        user = base.user?.value
        workingDirectory = base.workdir?.value
        labels = Dictionary(base.labels.map { ($0.name, $0.text.value) }) { $1 }
        var platforms: [Platform] = []
        for text in base.platforms {
            guard let platform = Platform(text.value) else {
                throw BasePlanError(
                    position: text.position,
                    message: "'\(text.value)' is no platform",
                    remedy: "write it as in 'linux/amd64' or 'linux/arm64/v8'"
                )
            }
            platforms.append(platform)
        }
        self.platforms = platforms
        self.data = data
    }
}

/// Something in `strata.yaml` that is well-formed and means nothing.
public struct BasePlanError: Error, Hashable {
    /// Where it stands.
    public var position: TextPosition?
    /// What is wrong.
    public var message: String
    /// What to do.
    public var remedy: String

    /// The error with the file it is in.
    public func located(in file: String) -> ConfigurationError {
        ConfigurationError(file: file, position: position, message: message, remedy: remedy)
    }
}
