/// What a server says of itself at `/api/v1/version`, to anyone.
public struct ServerVersion: Sendable, Hashable, Codable {
    /// The version of Strata it was built from.
    public var version: String
    /// The number in the API's path.
    public var api: Int
    /// The oldest client that it accepts.
    public var minimumClient: String

    /// Describes a server.
    public init(version: String, api: Int = 1, minimumClient: String) {
        self.version = version
        self.api = api
        self.minimumClient = minimumClient
    }

    /// The request header in which clients say their version.
    public static let clientHeader = "Strata-Client-Version"
    /// The response header in which servers say theirs.
    public static let serverHeader = "Strata-Server-Version"
}
