import FoundationEssentials
import StrataLayers
import StrataModel
public import StrataOCI

/// The built-in base: certificates, time zones, `/tmp`, a user that is not root, and nothing else.
///
/// The worker brings its own loader and libraries, so nothing more is needed. Certificates and time zones are those of the
/// machine that builds, and so are as new as that machine's packages.
public struct MinimalBase: Sendable {
    /// The name by which `strata.yaml` and images call it.
    public static let name = "strata:minimal"
    /// The user and group that programs run as.
    static let user = 65532

    private let cache: LayerCache
    private let timestamp: Int64

    /// Takes where finished layers are kept, and the time that files in them get.
    public init(cache: LayerCache, timestamp: Int64) {
        self.cache = cache
        self.timestamp = timestamp
    }

    /// Makes the base, or takes it from the cache.
    ///
    /// - Parameter platforms: The platforms; the content is the same for all.
    /// - Returns: The base, whose layer is a file on this machine.
    /// - Throws: ``BaseError`` where this machine has no certificates or time zones, `LayerError` where the layer cannot be
    ///   written.
    public func image(for platforms: [Platform]) throws -> ResolvedBase {
        let cached = try layer()
        let variants = platforms.map { variant(for: $0, cached.layer) }
        let first = variants.first?.manifest.bytes ?? []
        return ResolvedBase(
            name: Self.name,
            origin: .cached(cached),
            digest: Digest(hashing: first),
            mediaType: platforms.count > 1 ? .ociIndex : .ociManifest,
            members: variants.map { ResolvedBase.Member(platform: $0.platform, digest: $0.digest) },
            variants: variants
        )
    }

    private func variant(for platform: Platform, _ layer: Layer) -> ResolvedBase.Variant {
        var configuration = ImageConfiguration(platform: platform)
        configuration.created = Timestamp8601.text(timestamp)
        configuration.user = "\(Self.user):\(Self.user)"
        configuration.workingDirectory = "/home/nonroot"
        configuration.environment = ImageEnvironment([
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME=/home/nonroot",
            "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt",
        ])
        configuration.diffIDs = [layer.diffID]
        configuration.history = [
            HistoryEntry(
                created: Timestamp8601.text(timestamp),
                createdBy: "strata \(StrataVersion.current)",
                comment: "built-in minimal base: certificates, time zones, /tmp, user \(Self.user)"
            )
        ]
        let bytes = configuration.bytes
        let manifest = ImageManifest(
            mediaType: .ociManifest,
            configuration: Descriptor(
                mediaType: .ociConfiguration,
                digest: Digest(hashing: bytes),
                size: Int64(bytes.count)
            ),
            layers: [Descriptor(mediaType: .ociLayerGzip, digest: layer.digest, size: layer.size)]
        )
        return ResolvedBase.Variant(
            platform: platform,
            digest: Digest(hashing: manifest.bytes),
            manifest: manifest,
            configuration: configuration
        )
    }

    // MARK: - Content

    private func layer() throws -> CachedLayer {
        let certificates = try Self.certificates()
        let zones = try TimeZones.find()
        var key = LayerKey.Hasher()
        key.combine("minimal base")
        key.combine(timestamp)
        key.combine(Digest(hashing: certificates))
        key.combine(zones.identity)
        return try cache.layer(for: key.finalized()) { path in
            try LayerBuilder.build(
                entries: Self.files(certificates: certificates) + zones.entries(),
                compression: .gzip,
                timestamp: timestamp,
                to: path
            )
        }
    }

    private static func files(certificates: [UInt8]) -> [LayerEntry] {
        let user = Self.user
        func file(_ path: String, _ text: String) -> LayerEntry {
            LayerEntry(path: path, kind: .file(.bytes(Array(text.utf8))), mode: 0o644)
        }
        return [
            file(
                "etc/passwd",
                "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:\(user):\(user):nonroot:/home/nonroot:/sbin/nologin\n"
            ),
            file("etc/group", "root:x:0:\nnonroot:x:\(user):\n"),
            file("etc/nsswitch.conf", "hosts: files dns\n"),
            file(
                "etc/os-release",
                "NAME=\"Strata minimal base\"\nID=strata-minimal\nPRETTY_NAME=\"Strata minimal base\"\n"
            ),
            LayerEntry(path: "etc/ssl/certs/ca-certificates.crt", kind: .file(.bytes(certificates)), mode: 0o644),
            LayerEntry(path: "tmp", kind: .directory, mode: 0o1777),
            LayerEntry(path: "root", kind: .directory, mode: 0o700),
            LayerEntry(path: "home/nonroot", kind: .directory, mode: 0o700, uid: user, gid: user),
        ]
    }

    private static func certificates() throws -> [UInt8] {
        let candidates = [
            "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem",
        ]
        // The first that can be read is the system's list; the others belong to other systems.
        for path in candidates {
            if let data = try? Data(contentsOf: URL(filePath: path)), !data.isEmpty { return Array(data) }
        }
        throw BaseError(
            base: name,
            problem: "this machine has no list of certificate authorities at \(candidates.joined(separator: ", "))",
            remedy: "Install the package ca-certificates, or name a 'base' in strata.yaml"
        )
    }
}
