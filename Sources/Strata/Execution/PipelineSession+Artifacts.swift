import Foundation
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
            try await keep(file)
        }
        return try await record(encoded, codec)
    }

    /// Puts a file that a value refers to where this pipeline run keeps its files, if it is not there.
    private func keep(_ file: FileReference) async throws {
        switch file.location {
        case .local(let paths)?:
            guard let path = paths[file.digest] else { return }
            try await blobs.put(fileAt: path, expecting: file.digest)
        case .store(let store)?:
            // Made by a pipeline run that kept its files elsewhere, or by this one.
            guard try await blobs.size(of: file.digest) == nil else { return }
            try await withTemporaryPath { path in
                try await store.copy(file.digest, toFileAt: path)
                try await blobs.put(fileAt: path, expecting: file.digest)
            }
        case nil:
            guard try await blobs.size(of: file.digest) == nil else { return }
            throw ArtifactError(
                "the content \(file.digest) that a value refers to is not in the store",
                remedy: "Make the artifact again from the file or folder, with 'contentsOf'."
            )
        }
    }

    private func withTemporaryPath(_ body: (String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "strata-\(UUID().uuidString)").path
        // A file that cannot be removed is left to the system, which cleans its temporary folder.
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
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
