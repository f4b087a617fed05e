import StrataEngine

/// Where a pipeline run is recorded.
struct Storage: Sendable {
    let metadata: any MetadataStore
    let blobs: any BlobStore
}
