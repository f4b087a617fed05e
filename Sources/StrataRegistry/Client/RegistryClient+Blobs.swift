import NIOCore
import NIOHTTP1
public import StrataModel
public import StrataOCI

extension RegistryClient {
    /// Asks whether a repository has a blob, and how long it is.
    ///
    /// - Returns: The number of bytes, or `nil` where the registry has no such blob, or no such repository.
    /// - Throws: ``RegistryError``.
    public func blobSize(_ digest: Digest, in repository: ImageRepository) async throws -> Int64? {
        try await hold(repository.registry) { try await size(of: digest, in: repository) }
    }

    /// The same, for those who hold a place already.
    func size(of digest: Digest, in repository: ImageRepository) async throws -> Int64? {
        let action = RegistryAction(
            registry: repository.registry,
            repository: repository.name,
            words: "looking for the blob \(digest)",
            subject: .blob
        )
        let call = RegistryCall(
            action: action,
            method: .HEAD,
            address: options.address(repository.registry, "/v2/\(repository.name)/blobs/\(digest)"),
            scopes: [AccessScope(repository: repository.name)],
            account: repository,
            success: [200],
            others: [404],
            followsRedirects: true
        )
        let answer = try await exchange.perform(call)
        guard answer.status == 200 else { return nil }
        guard let size = answer.contentLength else {
            throw action.error(.protocolViolation, "the registry does not say how long the blob is", status: 200)
        }
        return size
    }

    /// Fetches a small blob: a configuration, for example.
    ///
    /// - Parameters:
    ///   - descriptor: Which, and how long it is.
    ///   - repository: Where it is.
    ///   - limit: The longest blob to take, in bytes.
    /// - Returns: The bytes, whose digest is the descriptor's.
    /// - Throws: ``RegistryError``; `tooLarge` where the descriptor says more than `limit`, before anything is sent.
    public func blob(_ descriptor: Descriptor, from repository: ImageRepository, limit: Int) async throws -> [UInt8] {
        let download = BlobDownload(self, descriptor, from: repository)
        guard descriptor.size <= limit else {
            throw download.action(repository.registry).error(
                .tooLarge,
                "the blob has \(PrintableText.size(descriptor.size)), more than the \(PrintableText.size(Int64(limit))) allowed"
            )
        }
        // Each source has to deliver all of it, so that wrong bytes of a mirror do no harm.
        return try await read(from: repository.registry) { host in
            try await hold(host) {
                let download = BlobDownload(self, descriptor, from: repository, sources: [host])
                var bytes: [UInt8] = []
                for try await chunk in download.chunks() { bytes.append(contentsOf: chunk.readableBytesView) }
                return bytes
            }
        }
    }

    /// Reads a blob of any length as it arrives.
    ///
    /// A connection that is cut is resumed where it was cut. `body` holds one of the registry's places meanwhile and should
    /// not wait for other requests to the same registry; ``copyBlob(_:from:to:progress:)`` is the way from one to another.
    ///
    /// - Parameters:
    ///   - descriptor: Which, and how long it is.
    ///   - repository: Where it is.
    ///   - body: Reads the bytes. They are verified once it has read them to the end.
    /// - Returns: What `body` returns.
    /// - Throws: ``RegistryError``, or what `body` throws.
    nonisolated(nonsending) public func readBlob<Result>(
        _ descriptor: Descriptor,
        from repository: ImageRepository,
        _ body: nonisolated(nonsending) (BlobStream) async throws -> Result
    ) async throws -> Result {
        let download = BlobDownload(self, descriptor, from: repository)
        return try await hold(repository.registry) {
            try await body(BlobStream(chunks: download.chunks()))
        }
    }
}
