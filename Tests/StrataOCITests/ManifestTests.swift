import StrataModel
import StrataOCI
import Testing

@Suite("Manifests, indexes and configurations")
struct ManifestTests {
    private static let a = "sha256:" + String(repeating: "a1", count: 32)
    private static let b = "sha256:" + String(repeating: "b2", count: 32)

    private static let manifest = """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","subject":{"x": 1.0},
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"\(a)","size":7},
        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"\(b)","size":9,"urls":[ "u" ]}],
        "annotations":{"k":"v"}}
        """
    private static let index = """
        {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.list.v2+json","manifests":[
        {"mediaType":"application/vnd.docker.distribution.manifest.v2+json","digest":"\(a)","size":7,
        "platform":{"architecture":"arm64","os":"linux","variant":"v8","os.features":["f"]}},
        {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"\(b)","size":7,
        "platform":{"architecture":"unknown","os":"unknown"},"annotations":{"vnd.docker.reference.type":"attestation-manifest"}}]}
        """
    private static let configuration = """
        {"architecture":"amd64","os":"linux","variant":"v2","config":{"Env":["A=1","B=2","A=3"],"Healthcheck":{"Test":["CMD","x"]},
        "Shell":["/bin/bash"],"User":"1000","ArgsEscaped":true,"Labels":{"l":"1"}},"rootfs":{"type":"layers","diff_ids":["\(a)"]},
        "history":[{"created_by":"x","empty_layer":true,"author":"me"}],"moby.buildkit.x":"AAA=" , "os.features" : [ ]}
        """

    @Test("a manifest passes on what it does not know")
    func manifestRoundTrip() throws {
        var manifest = try ImageManifest(Array(Self.manifest.utf8))
        manifest.layers.append(Descriptor(mediaType: .ociLayerGzip, digest: Digest(hashing: []), size: 0))
        let text = String(decoding: manifest.bytes, as: UTF8.self)
        #expect(text.contains(#""urls":[ "u" ]"#) && text.contains(#""subject":{"x": 1.0}"#))
        #expect(try ImageManifest(manifest.bytes) == manifest)
    }

    @Test("an index keeps platforms whole and tells images from attestations")
    func indexRoundTrip() throws {
        let index = try ImageIndex(Array(Self.index.utf8))
        #expect(index.images.map(\.platform) == [Platform(os: "linux", architecture: "arm64", variant: "v8")])
        #expect(String(decoding: index.bytes, as: UTF8.self).contains(#""os.features":["f"]"#))
        #expect(MediaTypeFamily(index.mediaType) == .docker)
    }

    @Test("a configuration changes where it is set and nowhere else")
    func configurationEdits() throws {
        var configuration = try ImageConfiguration(Array(Self.configuration.utf8))
        #expect(configuration.platform == Platform(os: "linux", architecture: "amd64", variant: "v2"))
        configuration.environment["B"] = "x=y"
        configuration.entrypoint = ["/e"]
        configuration.diffIDs.append(Digest(hashing: [1]))
        configuration.history.append(HistoryEntry(created: nil, createdBy: "us"))
        let text = String(decoding: configuration.bytes, as: UTF8.self)
        #expect(text.contains(#""Env":["A=3","B=x=y"]"#))
        for kept in [
            #""Healthcheck":{"Test":["CMD","x"]}"#, #""Shell":["/bin/bash"]"#, #""ArgsEscaped":true"#,
            #""author":"me""#,
            #""moby.buildkit.x":"AAA=""#, #""os.features":[ ]"#, #""User":"1000""#,
        ] { #expect(text.contains(kept), "\(kept)") }
        #expect(configuration.history.count == 2 && configuration.diffIDs.count == 2)
        #expect(try ImageConfiguration(configuration.bytes) == configuration)
    }

    @Test(
        "malformed documents are errors that say what is wrong",
        arguments: [
            ("[]", "no object"), ("{", "too soon"), (#"{"schemaVersion":1}"#, "schema 1"),
            (#"{"schemaVersion":2}"#, "no config"),
            (#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json"}"#, "it says that it is"),
            (#"{"schemaVersion":2,"config":{"mediaType":"x","digest":"sha256:1","size":1},"layers":[]}"#, "no SHA-256"),
            (#"{"schemaVersion":2,"config":{"mediaType":"x","size":1},"layers":[]}"#, "no digest"),
            (#"{"schemaVersion":2,"config":{"mediaType":"x","digest":"\#(a)","size":-1},"layers":[]}"#, "no size"),
            (#"{"schemaVersion":2,"config":{"mediaType":"x","digest":"\#(a)","size":1e3},"layers":[]}"#, "no size"),
            (#"{"schemaVersion":2,"schemaVersion":2}"#, "twice"),
        ]
    )
    func malformed(text: String, part: String) {
        let error = #expect(throws: ManifestError.self) { try ImageManifest(Array(text.utf8)) }
        #expect(error?.description.contains(part) == true, "\(String(describing: error))")
    }

    @Test(
        "os, architecture and variant all count for a platform",
        arguments: [
            ("linux/arm64", "linux/arm64/v8", true), ("linux/amd64", "linux/amd64/v1", true),
            ("linux/amd64", "windows/amd64", false), ("linux/arm/v6", "linux/arm/v7", false),
            ("linux/arm", "linux/arm/v7", true),
            ("linux/x86_64", "linux/amd64", true), ("linux/aarch64", "linux/arm64", true),
            ("linux/amd64/v3", "linux/amd64", false),
        ]
    )
    func platforms(one: String, other: String, match: Bool) throws {
        let one = try #require(Platform(one))
        let other = try #require(Platform(other))
        #expect(one.matches(other) == match)
    }

    @Test("10,000 mutations of each document are errors or values")
    func mutations() {
        for text in Mutations.of([Array(Self.manifest.utf8)], count: 10_000, seed: 1) { _ = try? ImageManifest(text) }
        for text in Mutations.of([Array(Self.index.utf8)], count: 10_000, seed: 2) { _ = try? ImageIndex(text).images }
        for text in Mutations.of([Array(Self.configuration.utf8)], count: 10_000, seed: 3) {
            guard var configuration = try? ImageConfiguration(text) else { continue }
            configuration.environment["X"] = "1"
            configuration.diffIDs.append(Digest(hashing: []))
            #expect(throws: Never.self) { try ImageConfiguration(configuration.bytes) }
        }
    }
}
