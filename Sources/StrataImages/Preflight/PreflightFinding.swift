public import StrataModel
public import StrataOCI

/// Something about an image that would go wrong, or may, when its worker starts.
public struct PreflightFinding: Sendable, Hashable {
    /// How bad it is.
    public enum Severity: String, Sendable, Hashable, Codable {
        /// The worker cannot start or work.
        case error
        /// It may not work everywhere.
        case warning
    }

    /// How bad it is.
    public var severity: Severity
    /// The key of the base.
    public var tag: BaseImageTag
    /// The platform.
    public var platform: Platform
    /// What is the matter, in a sentence.
    public var message: String
    /// What to do.
    public var remedy: String
}
