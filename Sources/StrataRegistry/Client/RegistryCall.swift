import AsyncHTTPClient
import NIOHTTP1
import StrataOCI

/// One request to a registry, before it is known what it takes to be let in.
struct RegistryCall: Sendable {
    /// What it is for.
    var action: RegistryAction
    var method: HTTPMethod
    var address: WebAddress
    var headers: HTTPHeaders = [:]
    /// Makes the body; asked once for each time the request is sent.
    var body: @Sendable () -> HTTPClientRequest.Body? = { nil }
    /// What the token has to allow.
    var scopes: Set<AccessScope> = []
    /// The repository whose credentials count where they differ within a registry.
    var account: ImageRepository?
    /// The statuses that mean success.
    var success: Set<Int>
    /// Statuses that are no success, but that the caller wants to see.
    var others: Set<Int> = []
    /// Whether it may be sent again by itself after a failure that passes.
    var isRepeatable = true
    /// How failures that pass are met; `nil` for the client's own policy.
    var retry: RetryPolicy?
    /// Whether redirects are followed.
    var followsRedirects = false
}
