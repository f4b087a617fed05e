import AsyncHTTPClient
import NIOCore
import NIOHTTP1
public import StrataModel
public import StrataOCI

extension RegistryClient {
    /// The longest manifest: 4 MiB, as the specification has it.
    static let manifestLimit = 4 * 1024 * 1024

    /// Fetches a manifest or index by tag or digest.
    ///
    /// - Parameter reference: The image; its digest counts where it has one, `latest` where it has neither.
    /// - Returns: The manifest, held against the digest asked for and the one the registry states.
    /// - Throws: ``RegistryError``: `manifestNotFound`, `digestMismatch`, `tooLarge` above 4 MiB, and the usual ones.
    public func manifest(_ reference: ImageReference) async throws -> RegistryManifest {
        try await read(from: reference.registry) { host in
            try await hold(host) {
                let call = manifestCall(.GET, reference, at: host)
                let (answer, bytes) = try await exchange.fetch(call, limit: Self.manifestLimit)
                return try verified(bytes, answer.headers, reference, call.action)
            }
        }
    }

    /// Asks for a manifest's digest, size and type without fetching it.
    ///
    /// Registries that do not answer completely are asked for the manifest itself.
    ///
    /// - Returns: `nil` where the registry has no such image, or no such repository.
    /// - Throws: ``RegistryError``.
    public func manifestDescriptor(_ reference: ImageReference) async throws -> Descriptor? {
        try await read(from: reference.registry, orNil: reference) { host in
            let call = manifestCall(.HEAD, reference, at: host)
            let answer = try await hold(host) {
                try await exchange.perform(call)
            }
            if answer.status == 404 { return nil }
            if answer.status == 200, let found = try descriptor(answer, reference, call.action) { return found }
            return try await hold(host) {
                let call = manifestCall(.GET, reference, at: host, others: [404])
                let (answer, bytes) = try await exchange.fetch(call, limit: Self.manifestLimit)
                if answer.status == 404 { return nil }
                return try verified(bytes, answer.headers, reference, call.action).descriptor
            }
        }
    }

    /// Stores a manifest or index.
    ///
    /// - Parameters:
    ///   - bytes: The manifest, byte for byte as it is to be stored; at most 4 MiB.
    ///   - mediaType: What it is.
    ///   - reference: Where: under its tag where it has one, else its digest, else `latest`. A digest has to be that of `bytes`.
    /// - Returns: The manifest's digest.
    /// - Throws: ``RegistryError``.
    public func putManifest(_ bytes: [UInt8], mediaType: MediaType, to reference: ImageReference) async throws -> Digest
    {
        var call = manifestCall(.PUT, reference, at: reference.registry)
        let digest = Digest(hashing: bytes)
        guard bytes.count <= Self.manifestLimit else {
            throw call.action.error(.tooLarge, "the manifest is longer than 4 MiB")
        }
        if let expected = reference.digest, expected != digest {
            throw call.action.error(.digestMismatch, "the manifest's digest is \(digest)")
        }
        let buffer = ByteBuffer(bytes: bytes)
        call.headers.replaceOrAdd(name: "content-type", value: mediaType.rawValue)
        call.body = { .bytes(buffer) }
        let request = call
        let answer = try await hold(reference.registry) {
            try await exchange.perform(request)
        }
        if let stated = stated(answer.headers), stated != digest {
            throw call.action.error(.digestMismatch, "the registry stored it as \(stated), not as \(digest)")
        }
        return digest
    }

    private func manifestCall(
        _ method: HTTPMethod,
        _ reference: ImageReference,
        at host: RegistryHost,
        others: Set<Int> = []
    ) -> RegistryCall {
        let isPut = method == .PUT
        let name = isPut ? reference.tag ?? reference.identifier : reference.identifier
        let separator = name.contains(":") ? "@" : ":"
        let action = RegistryAction(
            registry: host,
            repository: reference.repository,
            words: "\(isPut ? "pushing" : "fetching") the manifest \(reference.repository)\(separator)\(name)",
            subject: .manifest,
            isWrite: isPut
        )
        var call = RegistryCall(
            action: action,
            method: method,
            address: options.address(host, "/v2/\(reference.repository)/manifests/\(name)"),
            scopes: [AccessScope(repository: reference.repository, isPush: isPut)],
            account: ImageRepository(registry: host, name: reference.repository),
            success: isPut ? [201, 200, 202, 204] : [200],
            // Whatever else a HEAD is answered with, a GET is answered with a reason.
            others: method == .HEAD ? [404, 400, 405, 406, 501] : others,
            retry: options.retry(at: host, for: reference.registry),
            followsRedirects: !isPut
        )
        // One header for each type: there are registries that do not take lists apart.
        if !isPut { for type in MediaType.manifests { call.headers.add(name: "accept", value: type.rawValue) } }
        return call
    }

    /// Reads like ``read(from:_:)``; what a mirror does not have, the next may have.
    private func read(
        from host: RegistryHost,
        orNil reference: ImageReference,
        _ body: (RegistryHost) async throws -> Descriptor?
    ) async throws -> Descriptor? {
        do {
            return try await read(from: host) { source in
                guard let found = try await body(source) else {
                    let action = manifestCall(.HEAD, reference, at: source).action
                    throw action.error(.manifestNotFound, "it has no such image")
                }
                return found
            }
        } catch let error as RegistryError where [.manifestNotFound, .repositoryNotFound].contains(error.code) {
            return nil
        }
    }

    private func descriptor(
        _ answer: HTTPHead,
        _ reference: ImageReference,
        _ action: RegistryAction
    ) throws -> Descriptor? {
        guard let digest = stated(answer.headers) ?? reference.digest, let size = answer.contentLength, size > 0,
            let type = answer.headers.first(name: "content-type").map(MediaType.init(rawValue:)),
            type.isIndex || type.isManifest
        else { return nil }
        if let expected = reference.digest, expected != digest {
            throw action.error(.digestMismatch, "the registry answers with \(digest)", status: answer.status)
        }
        return Descriptor(mediaType: type, digest: digest, size: size)
    }

    private func verified(
        _ bytes: [UInt8],
        _ headers: HTTPHeaders,
        _ reference: ImageReference,
        _ action: RegistryAction
    ) throws -> RegistryManifest {
        let digest = Digest(hashing: bytes)
        if let expected = reference.digest, expected != digest {
            throw action.error(.digestMismatch, "the registry answers with bytes whose digest is \(digest)")
        }
        if let stated = stated(headers), stated != digest {
            throw action.error(
                .digestMismatch,
                "the registry states the digest \(stated) for bytes whose digest is \(digest)",
                remedy: "The registry's storage, or something between it and this machine, is damaged."
            )
        }
        return RegistryManifest(bytes: bytes, mediaType: try mediaType(bytes, headers, action), digest: digest)
    }

    /// What the header and the manifest itself say; where both name a kind of manifest they have to agree.
    private func mediaType(_ bytes: [UInt8], _ headers: HTTPHeaders, _ action: RegistryAction) throws -> MediaType {
        let header = headers.first(name: "content-type").map(MediaType.init(rawValue:))
        let document = try? RawJSON(parsing: bytes).object
        let own = document?["mediaType"]?.string.map(MediaType.init(rawValue:))
        let known = { (type: MediaType?) in type?.isIndex == true || type?.isManifest == true }
        if known(header), known(own), header != own {
            throw action.error(
                .protocolViolation,
                "the registry calls it \(header?.rawValue ?? ""), the manifest itself \(own?.rawValue ?? "")"
            )
        }
        if let header, known(header) { return header }
        if let own { return own }
        if document?["manifests"] != nil { return .ociIndex }
        if document?["layers"] != nil, document?["config"] != nil { return .ociManifest }
        return header ?? MediaType(rawValue: "application/octet-stream")
    }

    private func stated(_ headers: HTTPHeaders) -> Digest? {
        headers.first(name: "docker-content-digest").flatMap { Digest($0) }
    }
}
