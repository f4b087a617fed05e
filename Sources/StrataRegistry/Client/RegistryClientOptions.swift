public import StrataOCI

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How registries are spoken to.
public struct RegistryClientOptions: Sendable {
    /// What differs for single registries.
    public var registries: [RegistryHost: RegistryOptions]
    /// How failures that pass are met.
    public var retry: RetryPolicy
    /// How long silence is borne.
    public var timeouts: RegistryTimeouts
    /// What the client calls itself.
    public var userAgent: String
    /// Where proxies are looked up: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`.
    public var environment: [String: String]
    /// How many threads do input and output; one is enough for a gigabit a second.
    public var eventLoopThreads: Int

    /// Describes how registries are spoken to; without arguments, as is usual and with the environment of this process.
    public init(
        registries: [RegistryHost: RegistryOptions] = [:],
        retry: RetryPolicy = RetryPolicy(),
        timeouts: RegistryTimeouts = RegistryTimeouts(),
        userAgent: String = "strata",
        environment: [String: String]? = nil,
        eventLoopThreads: Int = 1
    ) {
        self.registries = registries
        self.retry = retry
        self.timeouts = timeouts
        self.userAgent = userAgent
        self.environment = environment ?? ProcessInfo.processInfo.environment
        self.eventLoopThreads = eventLoopThreads
    }

    /// How a registry is spoken to.
    func options(for host: RegistryHost) -> RegistryOptions {
        registries[host] ?? RegistryOptions()
    }

    /// How failures are met that pass, at a registry or at a mirror of it: who has another place to go does not wait long.
    func retry(at host: RegistryHost, for registry: RegistryHost) -> RetryPolicy {
        guard host != registry else { return retry }
        var policy = retry
        policy.attempts = min(retry.attempts, 2)
        policy.cap = min(retry.cap, .seconds(1))
        policy.retryAfterLimit = min(retry.retryAfterLimit, .seconds(1))
        return policy
    }

    /// Whether a registry is asked over plain http.
    func isPlain(_ host: RegistryHost) -> Bool {
        let options = options(for: host)
        return options.isInsecure || (host.isLoopback && options.certificateAuthorityPath == nil)
    }

    /// The address of a path of the distribution interface.
    func address(_ host: RegistryHost, _ target: String) -> WebAddress {
        let name = host == .dockerHub ? "registry-1.docker.io" : host.name
        return WebAddress(isSecure: !isPlain(host), host: name, port: host.port, target: target)
    }
}
