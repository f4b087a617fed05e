import StrataImages
import StrataTestSupport
import Testing

@Suite("Assembling images")
struct ImageAssemblerTests {
    @Test("lays the worker's layers on the base's, each with its line of history and its digest")
    func layers() async throws {
        try await withTemporaryFolder { folder in
            let fixture = try AssemblyFixture(folder: folder)
            let base = try fixture.base()
            let image = try fixture.assemble(base, AssemblySettings(tag: "cuda"))
            let configuration = try ImageConfiguration(image.configuration)
            let manifest = try ImageManifest(image.manifest)
            #expect(manifest.layers.count == 5 && configuration.diffIDs.count == 5)
            #expect(configuration.history.count { !$0.isEmptyLayer } == 5)
            #expect(configuration.diffIDs.suffix(3) == fixture.worker.parts.map(\.layer.diffID)[...])
            #expect(manifest.configuration.digest == Digest(hashing: image.configuration))
            #expect(image.descriptor.digest == Digest(hashing: image.manifest))
            #expect(manifest.annotations[ImageAnnotation.baseName] == "docker.io/library/debian:bookworm-slim")
            #expect(manifest.annotations[ImageAnnotation.baseDigest] == base.digest.description)
            #expect(image.layers.map(\.kind) == [nil, nil, .runtime, .dependencies, .application])
            #expect(try fixture.assemble(base, AssemblySettings(tag: "cuda")).manifest == image.manifest)
        }
    }

    @Test("keeps all of the base's configuration that it does not set", arguments: [MediaTypeFamily.oci, .docker])
    func keeps(family: MediaTypeFamily) async throws {
        try await withTemporaryFolder { folder in
            let fixture = try AssemblyFixture(folder: folder)
            let settings =
                #"{"Env":["PATH=/bin","LANG=C"],"User":"1000","WorkingDir":"/app","Healthcheck":{"Test":["NONE"]},"#
                + #""Shell":["/bin/bash","-c"],"Labels":{"com.nvidia.volumes.needed":"nvidia_driver"},"OnBuild":[],"X":1e0}"#
            let base = try fixture.base(family: family, settings: settings)
            let image = try fixture.assemble(
                base,
                AssemblySettings(tag: "cuda", environment: [("LANG", "de"), ("A", "1")])
            )
            let text = String(decoding: image.configuration, as: UTF8.self)
            for kept in [
                #""Healthcheck":{"Test":["NONE"]}"#, #""Shell":["/bin/bash","-c"]"#, #""OnBuild":[]"#, #""X":1e0"#,
                #""os.features":[ "x" ]"#, #""unknown":1.0"#, #""com.nvidia.volumes.needed":"nvidia_driver""#,
            ] { #expect(text.contains(kept), "\(kept)") }
            let configuration = try ImageConfiguration(image.configuration)
            let variables = [
                "PATH=/bin", "LANG=de", "A=1", "STRATA_BASE_IMAGE_TAG=cuda", "STRATA_DATA_FOLDER=/strata/data",
            ]
            #expect(configuration.environment.list == variables)
            #expect(configuration.user == "1000" && configuration.workingDirectory == "/app")
            let manifest = try ImageManifest(image.manifest)
            #expect(manifest.mediaType == family.manifest)
            #expect(manifest.layers.allSatisfy { $0.mediaType == family.gzipLayer })
            #expect(manifest.configuration.mediaType == family.configuration)
            #expect(manifest.annotations.isEmpty == (family == .docker))
            #expect(configuration.labels[ImageAnnotation.baseImageTag] == "cuda")
        }
    }

    @Test(
        "does with the base's entry point what the policy says",
        arguments: [
            (EntrypointPolicy.replace, ["W"], ["W"], nil as [String]?), (.chain, ["/e", "W"], ["/e", "W"], nil),
            (.keep, ["W"], ["/e"], ["c"]),
        ]
    )
    func entrypoints(
        policy: EntrypointPolicy,
        command: [String],
        entrypoint: [String],
        arguments: [String]?
    ) async throws {
        try await withTemporaryFolder { folder in
            let fixture = try AssemblyFixture(folder: folder)
            let base = try fixture.base(settings: #"{"Entrypoint":["/e"],"Cmd":["c"]}"#)
            let image = try fixture.assemble(base, AssemblySettings(tag: "default", entrypoint: policy))
            func spelled(_ list: [String]) -> [String] { list.flatMap { $0 == "W" ? fixture.worker.command : [$0] } }
            let configuration = try ImageConfiguration(image.configuration)
            #expect(image.command == spelled(command))
            #expect(configuration.entrypoint == spelled(entrypoint))
            #expect(configuration.command == arguments)
            #expect(configuration.labels[ImageAnnotation.workerCommand] == RawJSON(strings: image.command).description)
        }
    }

    @Test("refuses to chain what is not there, and says what to do")
    func chainWithout() async throws {
        try await withTemporaryFolder { folder in
            let fixture = try AssemblyFixture(folder: folder)
            let base = try fixture.base()
            let error = #expect(throws: AssemblyError.self) {
                try fixture.assemble(base, AssemblySettings(tag: "cuda", entrypoint: .chain))
            }
            #expect(error?.description.contains("no ENTRYPOINT") == true)
            #expect(error?.description.contains("entrypoint: replace") == true)
        }
    }

    @Test(
        "fills gaps in the base's history, or tools would lose layers",
        arguments: ["[]", #"[{"created_by":"one for all"}]"#]
    )
    func history(history: String) async throws {
        try await withTemporaryFolder { folder in
            let fixture = try AssemblyFixture(folder: folder)
            let image = try fixture.assemble(try fixture.base(history: history), AssemblySettings(tag: "default"))
            let configuration = try ImageConfiguration(image.configuration)
            #expect(configuration.history.count { !$0.isEmptyLayer } == configuration.diffIDs.count)
        }
    }

    @Test(
        "writes times as RFC 3339 has them",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_700_000_000, "2023-11-14T22:13:20Z"),
            (4_102_444_799, "2099-12-31T23:59:59Z"),
        ]
    )
    func times(seconds: Int64, text: String) async throws {
        try await withTemporaryFolder { folder in
            let fixture = try AssemblyFixture(folder: folder)
            let image = try fixture.assemble(try fixture.base(), AssemblySettings(tag: "default", timestamp: seconds))
            #expect(try ImageConfiguration(image.configuration).created == text)
        }
    }
}
