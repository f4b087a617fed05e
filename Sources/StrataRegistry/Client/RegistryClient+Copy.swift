import StrataModel
public import StrataOCI

extension RegistryClient {
    /// Brings a blob from one repository to another.
    ///
    /// Within one registry it is mounted. Where that is refused, and between registries, it is streamed through this machine,
    /// a few chunks at a time, each verified before the last is passed on: a blob that has not its digest never arrives, and
    /// the upload is taken back.
    ///
    /// - Parameters:
    ///   - descriptor: Which, and how long it is.
    ///   - source: Where it is.
    ///   - target: Where it should be.
    ///   - progress: Told how far a streamed blob is, in bytes from the start; after a failure that may be less than before.
    /// - Returns: How it came there.
    /// - Throws: ``RegistryError`` of whichever side fails.
    public func copyBlob(
        _ descriptor: Descriptor,
        from source: ImageRepository,
        to target: ImageRepository,
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> BlobTransfer {
        var session: UploadSession?
        if source.registry == target.registry, source != target {
            let outcome = try await hold(target.registry) {
                try await mount(descriptor.digest, from: source, to: target)
            }
            guard case .refused(let begun, _) = outcome else { return .mounted }
            session = begun
        }
        let upload = Upload(
            exchange: exchange,
            repository: target,
            digest: descriptor.digest,
            size: max(descriptor.size, 0),
            content: .download(BlobDownload(self, descriptor, from: source)),
            meter: UploadMeter(progress)
        )
        do {
            if try await blobSize(descriptor.digest, in: target) == descriptor.size {
                if let session { await upload.abandon(session) }
                return .present
            }
        } catch let error as RegistryError where [.unauthorized, .forbidden].contains(error.code) {
            // Whoever may push but not read gets to know by pushing.
        } catch {
            if let session { await upload.abandon(session) }
            throw error
        }
        let begun = session
        try await hold(source.registry, target.registry) { try await upload.run(begun) }
        return .streamed(bytes: upload.meter.sent)
    }
}
