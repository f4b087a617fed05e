import NIOHTTP1
public import StrataOCI

extension RegistryClient {
    /// How many tags of one repository are read at most.
    static let tagLimit = 100_000
    private static let pageLimit = 4 * 1024 * 1024

    /// The tags of a repository, in the registry's order.
    ///
    /// - Returns: The tags, without those that are malformed.
    /// - Throws: ``RegistryError``; `tooLarge` above 100,000 tags.
    public func tags(of repository: ImageRepository) async throws -> [String] {
        let action = RegistryAction(
            registry: repository.registry,
            repository: repository.name,
            words: "listing the tags of \(repository.name)",
            subject: .repository
        )
        var tags: [String] = []
        var seen: Set<WebAddress> = []
        var next: WebAddress? = options.address(repository.registry, "/v2/\(repository.name)/tags/list?n=1000")
        while let address = next {
            guard seen.insert(address).inserted else {
                throw action.error(.protocolViolation, "the registry's pages refer to each other in a circle")
            }
            let (answer, bytes) = try await hold(repository.registry) {
                try await exchange.fetch(tagsCall(address, repository, action), limit: Self.pageLimit)
            }
            guard let page = try? RawJSON(parsing: bytes).object, let list = page["tags"],
                let names = list.isNull ? [] : list.strings
            else { throw action.error(.protocolViolation, "the answer is no list of tags") }
            tags += names.filter { ImageReference.isTag($0[...]) }
            guard tags.count <= Self.tagLimit, seen.count <= Self.tagLimit else {
                throw action.error(.tooLarge, "there are more than \(Self.tagLimit) tags")
            }
            next = try nextPage(answer.headers, after: address, action)
        }
        return tags
    }

    /// Asks whether a registry is there and lets us in.
    ///
    /// - Throws: ``RegistryError``.
    public func ping(_ host: RegistryHost) async throws {
        let action = RegistryAction(registry: host, words: "asking whether it is there", subject: .registry)
        let call = RegistryCall(
            action: action,
            method: .GET,
            address: options.address(host, "/v2/"),
            success: [200]
        )
        _ = try await hold(host) { try await exchange.fetch(call, limit: 1024 * 1024) }
    }

    private func tagsCall(
        _ address: WebAddress,
        _ repository: ImageRepository,
        _ action: RegistryAction
    ) -> RegistryCall {
        RegistryCall(
            action: action,
            method: .GET,
            address: address,
            headers: ["accept": "application/json"],
            scopes: [AccessScope(repository: repository.name)],
            account: repository,
            success: [200]
        )
    }

    private func nextPage(
        _ headers: HTTPHeaders,
        after address: WebAddress,
        _ action: RegistryAction
    ) throws -> WebAddress? {
        guard let reference = headers["link"].lazy.compactMap({ LinkHeader.next($0) }).first else { return nil }
        guard var next = address.resolving(reference) else {
            throw action.error(.protocolViolation, "the link to the next page is malformed")
        }
        // Behind a proxy registries may not know that they are spoken to securely.
        if next.host == address.host {
            next = WebAddress(isSecure: address.isSecure, host: address.host, port: address.port, target: next.target)
        }
        guard next.origin == address.origin else {
            throw action.error(.protocolViolation, "the next page is said to be on another host, \(next.origin)")
        }
        return next
    }
}
