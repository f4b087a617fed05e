import StrataImages
import StrataTestSupport
import Testing

/// A worker and bases for tests of assembly.
struct AssemblyFixture {
    let worker: WorkerImage
    let platform = Platform(os: "linux", architecture: "amd64")

    init(folder: String) throws {
        let cache = LayerCache(folder: folder)
        let parts = try [WorkerImage.LayerKind.runtime, .dependencies, .application].map { kind in
            var key = LayerKey.Hasher()
            key.combine(kind.rawValue)
            let entry = LayerEntry(path: "strata/bin/\(kind.rawValue)", kind: .file(.bytes([1, 2, 3])), mode: 0o755)
            return WorkerImage.Part(
                kind: kind,
                cached: try cache.layer(for: key.finalized()) { path in
                    try LayerBuilder.build(entries: [entry], compression: .gzip, timestamp: 0, to: path)
                }
            )
        }
        worker = WorkerImage(
            program: "Digits",
            platform: platform,
            parts: parts,
            command: ["/strata/bin/ld.so", "/strata/bin/Digits", "worker"]
        )
    }

    /// A base of two layers.
    func base(
        family: MediaTypeFamily = .oci,
        settings: String = #"{"Env":["PATH=/bin","LANG=C"],"Cmd":["sh"]}"#,
        history: String = #"[{"created_by":"a"},{"created_by":"env","empty_layer":true},{"created_by":"b"}]"#
    ) throws -> ResolvedBase {
        let (lower, upper) = (Digest(hashing: [1]), Digest(hashing: [2]))
        let text = """
            {"architecture":"amd64","os":"linux","os.features":[ "x" ],"config":\(settings),
            "rootfs":{"type":"layers","diff_ids":["\(lower)","\(upper)"]},"history":\(history),"unknown":1.0}
            """
        let configuration = try ImageConfiguration(Array(text.utf8))
        let manifest = ImageManifest(
            mediaType: family.manifest,
            configuration: Descriptor(
                mediaType: family.configuration,
                digest: Digest(hashing: configuration.bytes),
                size: Int64(configuration.bytes.count)
            ),
            layers: [lower, upper].map { Descriptor(mediaType: family.gzipLayer, digest: $0, size: 10) }
        )
        let digest = Digest(hashing: manifest.bytes)
        return ResolvedBase(
            name: "docker.io/library/debian:bookworm-slim",
            origin: .repository(try ImageRepository("docker.io/library/debian")),
            digest: digest,
            mediaType: family.manifest,
            members: [],
            variants: [
                ResolvedBase.Variant(
                    platform: platform,
                    digest: digest,
                    manifest: manifest,
                    configuration: configuration
                )
            ]
        )
    }

    /// Assembles on a base.
    func assemble(_ base: ResolvedBase, _ settings: AssemblySettings) throws -> AssembledImage {
        let variant = try #require(base.variants.first)
        return try ImageAssembler(base: base, variant: variant, worker: worker, settings: settings).assemble()
    }
}
