import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import StrataModel
import StrataOCI
import Synchronization

/// The bytes of a blob from the first registry that has them, verified, in chunks as the network brings them.
///
/// Each iteration starts at `start`. A connection that is cut is resumed with `Range`; the verifier is shared by iterations,
/// so that bytes are hashed once however often they are sent.
final class BlobDownload: Sendable {
    let client: RegistryClient
    let repository: ImageRepository
    let digest: Digest
    let size: Int64
    private let sources: [RegistryHost]
    private let verifier: Mutex<BlobVerifier>

    /// Prepares reading; `sources` are the registries to read from, mirrors and the registry itself where `nil`.
    init(
        _ client: RegistryClient,
        _ descriptor: Descriptor,
        from repository: ImageRepository,
        sources: [RegistryHost]? = nil
    ) {
        self.sources = sources ?? client.sources(repository.registry)
        self.client = client
        self.repository = repository
        digest = descriptor.digest
        size = max(descriptor.size, 0)
        verifier = Mutex(BlobVerifier(digest: descriptor.digest, size: max(descriptor.size, 0)))
    }

    /// The chunks from an offset on.
    func chunks(from start: Int64 = 0) -> Chunks {
        Chunks(download: self, start: start)
    }

    struct Chunks: AsyncSequence, Sendable {
        let download: BlobDownload
        let start: Int64

        func makeAsyncIterator() -> Iterator {
            Iterator(download: download, offset: start, sources: download.sources[...])
        }
    }

    /// What reading from `host` is called in errors.
    func action(_ host: RegistryHost) -> RegistryAction {
        RegistryAction(
            registry: host,
            repository: repository.name,
            words: "reading the blob \(digest)",
            subject: .blob
        )
    }

    func open(at offset: Int64, from host: RegistryHost) async throws -> HTTPAnswer {
        var call = RegistryCall(
            action: action(host),
            method: .GET,
            address: client.options.address(host, "/v2/\(repository.name)/blobs/\(digest)"),
            scopes: [AccessScope(repository: repository.name)],
            account: ImageRepository(registry: host, name: repository.name),
            success: [200],
            followsRedirects: true
        )
        if offset > 0 {
            call.headers.add(name: "range", value: "bytes=\(offset)-\(size - 1)")
            call.success = [200, 206]
        }
        return try await client.exchange.open(call)
    }

    func verify(_ chunk: ByteBuffer, at offset: Int64, from host: RegistryHost) throws {
        guard let actual = verifier.withLock({ $0.update(chunk, at: offset) }) else { return }
        throw mismatch(actual, host)
    }

    /// Forgets what was verified, since none of it was handed on.
    func startAnew() {
        verifier.withLock { $0 = BlobVerifier(digest: digest, size: size) }
    }

    func verifyEmpty(from host: RegistryHost) throws {
        guard size == 0, let actual = verifier.withLock({ $0.mismatch }) else { return }
        throw mismatch(actual, host)
    }

    private func mismatch(_ actual: Digest, _ host: RegistryHost) -> RegistryError {
        action(host).error(
            .digestMismatch,
            "the registry sent bytes whose digest is \(actual)",
            remedy: "The registry's storage, or something between it and this machine, is damaged."
        )
    }
}
