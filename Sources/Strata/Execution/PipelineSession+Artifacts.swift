import StrataEngine
import StrataModel
import Synchronization

extension PipelineSession {
    /// Serialises a value and keeps what is too large to stand beside the run; `nil` where nothing is recorded.
    ///
    /// The first value of each type is read back as well, recorded or not: a type whose values cannot be is found where it
    /// is first used, not when a container or a later run needs it.
    func artifact(_ value: any Sendable, _ codec: ArtifactCodec) async throws -> ArtifactRecord? {
        let isFirst = state.withLock { !$0.checkedTypes.contains(codec.type) }
        guard keepsArtifacts || isFirst else { return nil }
        let encoded = try codec.encode(value)
        if isFirst {
            _ = try codec.decode(encoded.bytes, nil)
            state.withLock { _ = $0.checkedTypes.insert(codec.type) }
        }
        guard keepsArtifacts else { return nil }
        for file in encoded.files {
            guard case .local(let paths)? = file.location, let path = paths[file.digest] else { continue }
            try await blobs.put(fileAt: path, expecting: file.digest)
        }
        return try await record(encoded, codec)
    }

    private func record(_ encoded: EncodedArtifact, _ codec: ArtifactCodec) async throws -> ArtifactRecord {
        let size = encoded.bytes.count
        let isInline = size <= ArtifactRecord.inlineLimit
        let digest = isInline ? Digest(hashing: encoded.bytes) : try await blobs.put(encoded.bytes)
        return ArtifactRecord(
            reference: ArtifactReference(
                digest: digest,
                size: Int64(size),
                type: codec.spelling,
                mediaType: codec.mediaType
            ),
            inline: isInline ? encoded.bytes : nil,
            view: encoded.view,
            blobs: encoded.files.map(\.digest)
        )
    }
}

extension BlobStore {
    /// Stores a file that became an artifact before there was a store to put it into.
    fileprivate func put(fileAt path: String, expecting digest: Digest) async throws {
        guard try await put(fileAt: path).digest == digest else {
            throw ArtifactError(
                "the file '\(path)' is not what it was when it became an artifact (\(digest))",
                remedy: "Do not change a file while a pipeline uses it; make the artifact again."
            )
        }
    }
}
