import HTTPTypes
package import StrataAPI
import StrataModel

/// Which clients the server works with.
package enum ClientVersion {
    /// What the server says of itself.
    package static let server = ServerVersion(version: StrataVersion.current, minimumClient: minimum)
    /// The oldest client whose requests are understood.
    static let minimum = "0.1.0"

    static let clientHeader = HTTPField.Name(ServerVersion.clientHeader)
    static let serverHeader = HTTPField.Name(ServerVersion.serverHeader)

    /// Refuses a client that is too old, or of a later major version than this server.
    ///
    /// - Throws: `Problem` with code `unsupportedVersion`; nothing for requests that do not say their version.
    static func check(_ headers: HTTPFields) throws(Problem) {
        guard let clientHeader, let text = headers[clientHeader] else { return }
        guard let client = parts(text), let oldest = parts(minimum), let own = parts(StrataVersion.current) else {
            throw .invalid("The header \(ServerVersion.clientHeader) is '\(text.prefix(80))', which is no version.")
        }
        if client.lexicographicallyPrecedes(oldest) {
            throw refusal(
                "The client is Strata \(text); this server takes \(minimum) and later.",
                "Update the client: the pipeline's package, or the command 'strata'."
            )
        }
        if client[0] > own[0] {
            throw refusal(
                "The client is Strata \(text); this server is \(StrataVersion.current).",
                "Update the server."
            )
        }
    }

    private static func refusal(_ detail: String, _ remedy: String) -> Problem {
        Problem(code: "unsupportedVersion", status: 426, detail: detail, remedy: remedy)
    }

    /// The three numbers of a version; what follows them says nothing about what it understands.
    private static func parts(_ text: String) -> [Int]? {
        let core = text.prefix { $0 != "-" && $0 != "+" }
        let numbers = core.split(separator: ".", omittingEmptySubsequences: false).map { part in
            part.utf8.count <= 6 && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
        }
        guard numbers.count == 3 else { return nil }
        let found = numbers.compactMap { $0 }
        return found.count == 3 ? found : nil
    }
}
