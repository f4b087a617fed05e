import NIOHTTP1
import StrataOCI

/// An upload that a registry has begun: where the bytes go next.
struct UploadSession: Sendable {
    /// The address the next request goes to; it changes with each answer.
    var location: WebAddress
    /// The shortest chunk the registry takes, the last one excepted (`OCI-Chunk-Min-Length`).
    var shortestChunk: Int64 = 0

    /// Reads the answer that began or continued an upload.
    ///
    /// - Parameters:
    ///   - headers: The answer's headers.
    ///   - base: The address that was asked.
    ///   - home: The registry's own address.
    ///   - action: What is being attempted.
    /// - Throws: ``RegistryError`` where there is no location, or one that is not safe.
    init(_ headers: HTTPHeaders, base: WebAddress, home: WebAddress, _ action: RegistryAction) throws {
        guard let text = headers.first(name: "location"), var location = base.resolving(text) else {
            throw action.error(.protocolViolation, "the registry begins an upload but does not say where")
        }
        if home.isSecure, !location.isSecure {
            // Behind a proxy that ends TLS, registries may not know that they are spoken to securely.
            guard location.host == home.host, location.port == 80 || location.port == home.port else {
                throw action.error(
                    .protocolViolation,
                    "the registry wants the upload sent to \(location.origin), which is not secure",
                    remedy: "Have the registry know its own address (docker-registry: http.host)."
                )
            }
            location = WebAddress(isSecure: true, host: home.host, port: home.port, target: location.target)
        }
        self.location = location
        shortestChunk = headers.first(name: "oci-chunk-min-length").flatMap { Int64($0) }.map { max($0, 0) } ?? 0
    }

    /// Takes over the location that the next request goes to, where the answer has one.
    mutating func advance(_ headers: HTTPHeaders, home: WebAddress, _ action: RegistryAction) throws {
        guard headers.contains(name: "location") else { return }
        let shortest = shortestChunk
        self = try UploadSession(headers, base: location, home: home, action)
        shortestChunk = max(shortest, shortestChunk)
    }
}
