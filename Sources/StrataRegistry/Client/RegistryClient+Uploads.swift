import NIOCore
import NIOHTTP1
public import StrataModel
public import StrataOCI

extension RegistryClient {
    /// Uploads a blob.
    ///
    /// Does not ask whether the registry has it already (``blobSize(_:in:)``): two round trips. An upload that is cut is
    /// resumed where the registry can, and begun anew where not; one that fails or is canceled is taken back.
    ///
    /// - Parameters:
    ///   - source: Where the bytes come from. Files are streamed.
    ///   - digest: The digest of the bytes; the registry holds them against it.
    ///   - size: How many bytes there are.
    ///   - repository: Where they go.
    ///   - progress: Told how far it is, in bytes from the start; after a failure that may be less than before.
    /// - Throws: ``RegistryError``: `digestMismatch`, `readOnly`, `outOfSpace`, `tooLarge`, `unreadable`, and the usual ones.
    public func uploadBlob(
        _ source: BlobSource,
        digest: Digest,
        size: Int64,
        to repository: ImageRepository,
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws {
        let meter = UploadMeter(progress)
        var upload = Upload(
            exchange: exchange,
            repository: repository,
            digest: digest,
            size: size,
            content: .bytes([]),
            meter: meter
        )
        upload = Upload(
            exchange: exchange,
            repository: repository,
            digest: digest,
            size: size,
            content: try content(source, size: size, upload.action),
            meter: meter
        )
        try await hold(repository.registry) { try await upload.run() }
    }

    private func content(_ source: BlobSource, size: Int64, _ action: RegistryAction) throws -> UploadContent {
        switch source {
        case .bytes(let bytes):
            guard bytes.count == size else {
                throw action.error(.digestMismatch, "there are \(bytes.count) bytes, not the \(size) announced")
            }
            return .bytes(bytes)
        case .file(let path):
            let file = try BlobFile(path, size: size, action)
            guard size <= Upload.smallLimit else { return .file(path) }
            var bytes: [UInt8] = []
            while let chunk = try file.read(at: Int64(bytes.count), action) {
                bytes.append(contentsOf: chunk.readableBytesView)
            }
            return .bytes(bytes)
        }
    }

    /// Asks a registry to take a blob over from another of its repositories.
    ///
    /// - Returns: Whether it did. Where not, for whatever reason, the blob has to be uploaded.
    /// - Throws: ``RegistryError`` where the registry cannot be asked.
    public func mountBlob(
        _ digest: Digest,
        from source: ImageRepository,
        to target: ImageRepository
    ) async throws -> Bool {
        guard source.registry == target.registry else { return false }
        return try await hold(target.registry) {
            switch try await mount(digest, from: source, to: target) {
            case .mounted: return true
            case .refused(let session, let upload):
                if let session { await upload.abandon(session) }
                return false
            }
        }
    }

    enum Mount {
        case mounted
        /// The registry may have begun an upload instead.
        case refused(UploadSession?, Upload)
    }

    func mount(_ digest: Digest, from source: ImageRepository, to target: ImageRepository) async throws -> Mount {
        let upload = Upload(
            exchange: exchange,
            repository: target,
            digest: digest,
            size: 0,
            content: .bytes([]),
            meter: UploadMeter { _ in }
        )
        var action = upload.action
        action.words = "mounting the blob \(digest) from \(source.name)"
        let target = "/v2/\(target.name)/blobs/uploads/?mount=\(digest)&from=\(PercentEncoding.encode(source.name))"
        let address = options.address(source.registry, target)
        let call = RegistryCall(
            action: action,
            method: .POST,
            address: address,
            scopes: [
                AccessScope(repository: upload.repository.name, isPush: true), AccessScope(repository: source.name),
            ],
            account: upload.repository,
            success: [201],
            // The account may lack the right to read the source, the registry the ability: uploading tells what counts.
            others: [202, 400, 401, 403, 404, 405]
        )
        let answer: HTTPHead
        do {
            answer = try await exchange.perform(call)
        } catch let error as RegistryError where [.unauthorized, .forbidden].contains(error.code) {
            // The token server gives no token for both repositories.
            return .refused(nil, upload)
        }
        switch answer.status {
        case 201: return .mounted
        case 202:
            let home = options.address(source.registry, "/")
            return .refused(try UploadSession(answer.headers, base: address, home: home, action), upload)
        default: return .refused(nil, upload)
        }
    }
}
