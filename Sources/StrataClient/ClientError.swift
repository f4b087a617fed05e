/// Why a call of ``StrataClient`` did not get an answer it can use.
///
/// What the server itself refuses is a `Problem`.
public struct ClientError: Error, Sendable, Hashable {
    /// The kinds that callers tell apart.
    public enum Code: String, Sendable, Hashable {
        /// No connection came about, or it was lost, and trying again did not help.
        case unreachable
        /// The server was silent for too long.
        case timedOut
        /// The connection is not secure: the certificate is not trusted, or the other side does not speak TLS.
        case certificate
        /// Client and server are too far apart in version.
        case unsupportedVersion
        /// What answers is no Strata server, or what it says cannot be understood.
        case malformedAnswer
        /// The address, the key or a file that was named is not usable.
        case configuration
        /// Bytes arrived that are not those the digest names.
        case digestMismatch
        /// A file on this machine cannot be read or written.
        case file
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, and to what; never with the key in it.
    public let message: String
    /// What to do next, where that can be said.
    public let remedy: String?

    /// Describes a failure.
    public init(_ code: Code, _ message: String, remedy: String? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }
}

extension ClientError: CustomStringConvertible {
    /// The message, and the remedy on a line of its own.
    public var description: String {
        guard let remedy else { return message }
        return "\(message)\n\(remedy)"
    }
}
