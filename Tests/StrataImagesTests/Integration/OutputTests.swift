import Foundation
import StrataTestSupport
import Testing

@testable import StrataImages

@Suite("Writing and copying images")
struct OutputTests {
    @Test("layouts and archives are what skopeo reads, with the digests that a push would have")
    func layouts() async throws {
        try await ImagesFixture.run { fixture in
            try await fixture.pushBase("one:1")
            let yaml = "{version: 1, base: '@/bases/one:1', bases: {small: 'strata:minimal'}}"
            let packaging = try await fixture.package(fixture.request(try await fixture.program(), yaml))
            let images = packaging.images.map { (image: $0, name: "program:\($0.tag.rawValue)") }
            let layout = fixture.folder + "/layout"
            let writer = ImageLayoutWriter(client: fixture.client)
            try await writer.write(images, to: layout)
            try await writer.write(images, to: layout)
            for image in images {
                let outcome = try await runProgram(["skopeo", "inspect", "oci:\(layout):\(image.name)"])
                #expect(outcome.output.contains(image.image.descriptor.digest.description), "\(outcome.errors)")
            }
            for (format, transport) in [(ImageArchive.Format.oci, "oci-archive"), (.docker, "docker-archive")] {
                let path = "\(fixture.folder)/\(transport).tar"
                try ImageArchive.write(layout: layout, images: images, format: format, to: path)
                let name = format == .oci ? "program:small" : "docker.io/library/program:small"
                let outcome = try await runProgram(["skopeo", "inspect", "--config", "\(transport):\(path):\(name)"])
                #expect(outcome.output.contains("STRATA_BASE_IMAGE_TAG=small"), "\(outcome.errors)")
            }
        }
    }

    @Test("a folder that holds something else is left alone")
    func foreignFolder() async throws {
        try await ImagesFixture.run { fixture in
            let layout = fixture.folder + "/layout"
            try FileManager.default.createDirectory(atPath: layout, withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: URL(filePath: layout + "/file"))
            await #expect(throws: OutputError.self) {
                try await ImageLayoutWriter(client: fixture.client).write([], to: layout)
            }
            #expect(try String(contentsOfFile: layout + "/file", encoding: .utf8) == "mine")
        }
    }

    @Test("a copy has the same digest, by mounts within a registry and through this machine between two")
    func copies() async throws {
        try await ImagesFixture.run { fixture in
            let base = try await fixture.pushBase("one:1")
            let index = ImageIndex(mediaType: .ociIndex, manifests: [base])
            let source = try ImageReference("\(fixture.registry.host)/bases/one:index")
            _ = try await fixture.client.putManifest(index.bytes, mediaType: index.mediaType, to: source)
            let copier = ImageCopier(client: fixture.client)
            let near = try await copier.copy(source, to: ImageReference("\(fixture.registry.host)/other/one"))
            #expect(near.digest == Digest(hashing: index.bytes))
            #expect(near.transfers.values.allSatisfy { $0 == .mounted || $0 == .present })
            try await RegistryFixture.run { other in
                let far = try await copier.copy(source, to: ImageReference("\(other.host)/one:mine"))
                #expect(far.digest == near.digest)
                let outcome = try await runProgram([
                    "skopeo", "inspect", "--tls-verify=false", "--raw", "docker://\(other.host)/one:mine",
                ])
                #expect(Digest(hashing: Array(outcome.output.utf8)) == near.digest, "\(outcome.errors)")
            }
        }
    }

    @Test("a plan tells what a push does, and does nothing")
    func plans() async throws {
        try await ImagesFixture.run { fixture in
            try await fixture.pushBase("one:1")
            let yaml = "{version: 1, base: '@/bases/one:1', bases: {small: 'strata:minimal'}}"
            let packaging = try await fixture.package(fixture.request(try await fixture.program(), yaml))
            let planner = ImagePlanner(client: fixture.client)
            let before = try await planner.plan(packaging.images, to: fixture.repository())
            #expect(before[0].layers.map(\.action) == [.mount, .send, .send, .send])
            #expect(before[1].layers.map(\.action) == [.send, .none, .none, .none])
            #expect(try await fixture.client.blobSize(before[0].layers[1].digest, in: fixture.repository()) == nil)
            #expect(before[1].ownBytes == before[1].layers[0].size)
            let pushed = try await fixture.push(packaging)
            #expect(pushed.map(\.digest) == before.map(\.digest))
            let after = try await planner.plan(packaging.images, to: fixture.repository())
            #expect(after.allSatisfy { $0.layers.allSatisfy { $0.action == .none } })
        }
    }

    @Test("preflight reads each layer of a base once, and tells what it finds")
    func preflight() async throws {
        try await ImagesFixture.run { fixture in
            let closed = LayerEntry(path: "tmp", kind: .directory, mode: 0o755)
            try await fixture.pushBase("closed:1", settings: #"{"User":"1000"}"#, entries: [closed])
            let yaml = "{version: 1, base: '@/bases/closed:1', bases: {small: 'strata:minimal'}}"
            let request = try fixture.request(try await fixture.program(), yaml)
            let packaging = try await fixture.package(request)
            let preflight = Preflight(client: fixture.client, folders: fixture.folders)
            for _ in 0..<2 {
                let findings = try await preflight.check(packaging.images, plans: request.bases)
                #expect(findings.map(\.severity) == [.error] && findings[0].tag == "default", "\(findings)")
                #expect(findings[0].message.contains("user 1000 cannot write to /tmp"))
                // What was found is kept: the second time the registry, which has lost everything, is not asked.
                try FileManager.default.removeItem(atPath: fixture.registry.storage + "/docker/registry/v2/blobs")
                try FileManager.default.createDirectory(
                    atPath: fixture.registry.storage + "/docker/registry/v2/blobs",
                    withIntermediateDirectories: true
                )
            }
        }
    }
}
