public import StrataModel
public import StrataOCI
public import StrataRegistry

/// Reads the documents of base images: from the cache where a digest is known, otherwise from the registry.
///
/// Reads manifests and configurations only; layers stay where they are.
public struct BaseResolver: Sendable {
    /// Indexes may list indexes; more levels than this are no image anyone meant.
    private static let maximalDepth = 3

    private let client: RegistryClient
    private let documents: DocumentCache

    /// Takes what is asked.
    public init(client: RegistryClient, documents: DocumentCache) {
        self.client = client
        self.documents = documents
    }

    /// Reads a base.
    ///
    /// - Parameters:
    ///   - reference: The base's reference as users wrote it.
    ///   - digest: The digest it is pinned to, or `nil` to ask what its tag leads to now.
    ///   - wanted: The platforms to read the images of; empty for all.
    /// - Returns: The base, its variants in the order of `wanted`.
    /// - Throws: ``BaseError`` where it lacks a platform or its documents are malformed, `RegistryError` where the registry
    ///   cannot be asked.
    public func resolve(_ reference: ImageReference, digest: Digest?, wanted: [Platform]) async throws -> ResolvedBase {
        let pinned = digest.map { reference.pinned(to: $0) } ?? reference
        let top = try await document(pinned)
        let candidates = try await candidates(top, of: reference, depth: 0)
        var variants: [ResolvedBase.Variant] = []
        for platform in wanted.isEmpty ? candidates.map(\.platform) : wanted {
            guard let candidate = candidates.first(where: { platform.matches($0.platform) }) else {
                throw BaseError(
                    base: reference.description,
                    problem: "it has no image for \(platform), only for "
                        + candidates.map(\.platform.description).sorted().joined(separator: ", "),
                    remedy:
                        "Choose a base for \(platform), or name the platforms it has under 'platforms' in strata.yaml and "
                        + "give a worker for each with --worker"
                )
            }
            variants.append(try await variant(candidate, of: reference))
        }
        var name = reference
        name.digest = nil
        return ResolvedBase(
            name: reference.tag == nil && reference.digest != nil ? reference.description : name.description,
            origin: .repository(reference.place),
            digest: top.digest,
            mediaType: top.mediaType,
            members: candidates.map { ResolvedBase.Member(platform: $0.platform, digest: $0.digest) },
            variants: variants
        )
    }

    // MARK: - Documents

    private struct Document {
        var digest: Digest
        var mediaType: MediaType
        var bytes: [UInt8]
    }

    private struct Candidate {
        var platform: Platform
        var digest: Digest
        var manifest: ImageManifest?
        var configuration: ImageConfiguration?
    }

    private func document(_ reference: ImageReference) async throws -> Document {
        if let digest = reference.digest, let bytes = documents.document(digest) {
            return Document(digest: digest, mediaType: Self.mediaType(of: bytes), bytes: bytes)
        }
        let manifest = try await client.manifest(reference)
        try documents.keep(manifest.bytes, digest: manifest.digest)
        return Document(digest: manifest.digest, mediaType: manifest.mediaType, bytes: manifest.bytes)
    }

    /// What a document says that it is, or what its members show.
    private static func mediaType(of bytes: [UInt8]) -> MediaType {
        guard let object = try? JSONObject(document: bytes, "manifest") else { return .ociManifest }
        if let name = object["mediaType"]?.string { return MediaType(rawValue: name) }
        return object["manifests"] == nil ? .ociManifest : .ociIndex
    }

    private func candidates(_ document: Document, of base: ImageReference, depth: Int) async throws -> [Candidate] {
        guard depth <= Self.maximalDepth else {
            throw BaseError(
                base: base.description,
                problem: "its indexes list indexes more than \(Self.maximalDepth) levels deep",
                remedy: "Name one of the images that it lists, by digest"
            )
        }
        do {
            guard document.mediaType.isIndex else {
                let manifest = try ImageManifest(document.bytes, mediaType: document.mediaType)
                let configuration = try await configuration(of: manifest, base)
                return [
                    Candidate(
                        platform: configuration.platform,
                        digest: document.digest,
                        manifest: manifest,
                        configuration: configuration
                    )
                ]
            }
            return try await members(ImageIndex(document.bytes, mediaType: document.mediaType), of: base, depth: depth)
        } catch let error as ManifestError {
            throw BaseError.malformed(base.description, error)
        }
    }

    private func members(_ index: ImageIndex, of base: ImageReference, depth: Int) async throws -> [Candidate] {
        var candidates: [Candidate] = []
        for descriptor in index.images {
            if let platform = descriptor.platform {
                candidates.append(Candidate(platform: platform, digest: descriptor.digest))
            } else {
                // Only its configuration says what it is for.
                let document = try await self.document(base.pinned(to: descriptor.digest))
                candidates += try await self.candidates(document, of: base, depth: depth + 1)
            }
        }
        for nested in index.manifests where nested.mediaType.isIndex {
            let document = try await self.document(base.pinned(to: nested.digest))
            candidates += try await self.candidates(document, of: base, depth: depth + 1)
        }
        return candidates
    }

    private func variant(_ candidate: Candidate, of base: ImageReference) async throws -> ResolvedBase.Variant {
        do {
            let manifest: ImageManifest
            if let known = candidate.manifest {
                manifest = known
            } else {
                let document = try await document(base.pinned(to: candidate.digest))
                manifest = try ImageManifest(document.bytes, mediaType: document.mediaType)
            }
            let configuration: ImageConfiguration
            if let known = candidate.configuration {
                configuration = known
            } else {
                configuration = try await self.configuration(of: manifest, base)
            }
            return ResolvedBase.Variant(
                platform: candidate.platform,
                digest: candidate.digest,
                manifest: manifest,
                configuration: configuration
            )
        } catch let error as ManifestError {
            throw BaseError.malformed(base.description, error)
        }
    }

    private func configuration(of manifest: ImageManifest, _ base: ImageReference) async throws -> ImageConfiguration {
        let descriptor = manifest.configuration
        if let bytes = documents.document(descriptor.digest) { return try ImageConfiguration(bytes) }
        let bytes = try await client.blob(descriptor, from: base.place, limit: 8 * 1024 * 1024)
        let configuration = try ImageConfiguration(bytes)
        try documents.keep(bytes, digest: descriptor.digest)
        return configuration
    }
}
