/// The image that a code layer is laid on.
public enum BaseImage: Sendable, Hashable {
    /// How `strata.yaml` names the built-in base image.
    public static let minimalName = "strata:minimal"

    /// An image in a registry, with variables in its tag filled in.
    case reference(Located<String>)
    /// The built-in one: certificates, time zones, `/tmp`, a user without rights, and the worker.
    case minimal

    /// The image as `strata.yaml` would name it.
    public var name: String {
        switch self {
        case .reference(let reference): reference.value
        case .minimal: Self.minimalName
        }
    }
}
