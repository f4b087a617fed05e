import StrataClient
import StrataEngine
import StrataModel

/// The store that commands read, opened.
struct OpenedStore {
    /// What happened.
    var metadata: any MetadataStore
    /// The large values.
    var blobs: any BlobStore
    /// The folder it lies in, or the server's address.
    var path: String
    /// What speaks with the server, if it is on one.
    var client: StrataClient?

    /// Finds pipeline runs and runs in it.
    var resolver: RunResolver {
        RunResolver(metadata: metadata, storeName: path, isRemote: client != nil)
    }

    /// All runs of a pipeline run with their functions.
    func forest(of pipelineRun: PipelineRunID) async throws -> RunForest {
        let functions = try await metadata.functions(of: pipelineRun)
        let runs = try await metadata.runs(of: pipelineRun, in: 0..<RunIndex.max)
        return RunForest(runs: runs, functions: functions)
    }

    /// The serialised value of an artifact, its digest verified; `nil` where it is larger than `limit` bytes.
    ///
    /// - Throws: `StoreError` with code `corrupt` where the bytes are not those the digest names, `notFound` where they
    ///   are missing.
    func bytes(of artifact: ArtifactRecord, upTo limit: Int64 = .max) async throws -> [UInt8]? {
        guard let inline = artifact.inline else {
            guard artifact.reference.size <= limit else { return nil }
            return try await blobs.get(artifact.reference.digest)
        }
        guard Digest(hashing: inline) == artifact.reference.digest else {
            throw StoreError(
                .corrupt,
                "the value of type \(artifact.reference.type) in \(path) does not have the digest "
                    + "\(artifact.reference.digest) under which it was recorded.",
                remedy: "The store was changed by something other than Strata: restore it from a copy, or run again."
            )
        }
        return inline
    }
}
