import StrataModel
import StrataOCI
import StrataRegistry
import StrataTestSupport

/// Bytes that look random, the same for the same seed.
func sampleBytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
        withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
    }
    return Array(bytes.prefix(count))
}

/// A blob and its descriptor.
func sampleBlob(_ count: Int, seed: UInt64 = 1) -> (bytes: [UInt8], descriptor: Descriptor) {
    let bytes = sampleBytes(count, seed: seed)
    return (bytes, Descriptor(mediaType: .ociLayer, digest: Digest(hashing: bytes), size: Int64(count)))
}

extension RetryPolicy {
    /// Waits for milliseconds where the real one waits for seconds.
    static let fast = RetryPolicy(attempts: 4, base: .milliseconds(1), cap: .milliseconds(5))
}

extension RegistryClientOptions {
    /// Options for tests: fast retries, no proxies.
    static func tests(
        _ registries: [RegistryHost: RegistryOptions] = [:],
        inactivity: Duration = .seconds(120),
        environment: [String: String] = [:]
    ) -> RegistryClientOptions {
        RegistryClientOptions(
            registries: registries,
            retry: .fast,
            timeouts: RegistryTimeouts(connect: .seconds(5), inactivity: inactivity),
            environment: environment
        )
    }
}

extension CredentialResolver {
    /// Always the same user.
    static func user(_ user: String, _ password: String) -> CredentialResolver {
        CredentialResolver { _ in Credential(.password(user: user, Secret(password)), origin: "the test") }
    }
}

/// Runs `body` and hands out the registry error it ends with.
func registryError(_ body: () async throws -> Void) async throws -> RegistryError? {
    do {
        try await body()
        return nil
    } catch let error as RegistryError {
        return error
    }
}

extension RegistryClient {
    /// Uploads bytes whose digest is computed here.
    func upload(_ bytes: [UInt8], to repository: ImageRepository) async throws {
        try await uploadBlob(.bytes(bytes), digest: Digest(hashing: bytes), size: Int64(bytes.count), to: repository)
    }
}
