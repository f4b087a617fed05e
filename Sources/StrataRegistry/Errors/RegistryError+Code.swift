extension RegistryError {
    /// A kind of failure.
    ///
    /// More may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Value: String {
            case unreachable, timedOut, certificate, proxy, unauthorized, forbidden, credentials, repositoryNotFound,
                manifestNotFound, blobNotFound, readOnly, outOfSpace, rateLimited, tooLarge, digestMismatch, truncated,
                protocolViolation, unavailable, refused, configuration, unreadable
        }

        private let value: Value

        private init(_ value: Value) {
            self.value = value
        }

        /// No connection came about, or it was lost and did not come back.
        public static let unreachable = Code(.unreachable)
        /// The registry was silent for too long.
        public static let timedOut = Code(.timedOut)
        /// The registry's certificate is not trusted, or is for another host.
        public static let certificate = Code(.certificate)
        /// The proxy refused, or its settings are malformed.
        public static let proxy = Code(.proxy)
        /// The registry wants credentials, or others than it got.
        public static let unauthorized = Code(.unauthorized)
        /// The account may not do this.
        public static let forbidden = Code(.forbidden)
        /// Credentials could not be read: a malformed file, a helper that fails.
        public static let credentials = Code(.credentials)
        /// There is no such repository.
        public static let repositoryNotFound = Code(.repositoryNotFound)
        /// The repository has no such tag or manifest.
        public static let manifestNotFound = Code(.manifestNotFound)
        /// The repository has no such blob.
        public static let blobNotFound = Code(.blobNotFound)
        /// The registry takes no pushes.
        public static let readOnly = Code(.readOnly)
        /// The registry's storage is full.
        public static let outOfSpace = Code(.outOfSpace)
        /// Too many requests in too short a time.
        public static let rateLimited = Code(.rateLimited)
        /// The registry, a proxy before it, or Strata does not take so much.
        public static let tooLarge = Code(.tooLarge)
        /// The bytes are not those that the digest names.
        public static let digestMismatch = Code(.digestMismatch)
        /// The bytes end too early.
        public static let truncated = Code(.truncated)
        /// The answer is none that the distribution specification allows.
        public static let protocolViolation = Code(.protocolViolation)
        /// The registry fails on its own side.
        public static let unavailable = Code(.unavailable)
        /// The registry refuses the request as such.
        public static let refused = Code(.refused)
        /// The options do not fit: a missing certificate file, a malformed proxy.
        public static let configuration = Code(.configuration)
        /// A file on this machine could not be read.
        public static let unreadable = Code(.unreadable)

        /// The kind's name.
        public var description: String { value.rawValue }
    }
}
