import Foundation
import StrataModel
import StrataOCI
import StrataRegistry
import StrataTestSupport
import Synchronization
import Testing

/// The client against a real registry that does nothing wrong.
@Suite("A registry client")
struct RegistryClientTests {
    private func withRegistry<Result: Sendable>(
        _ body: @escaping @Sendable (RegistryClient, RegistryFixture) async throws -> Result
    ) async throws -> Result {
        try await RegistryFixture.run { registry in
            try await RegistryClient.withClient(.tests(), credentials: .anonymous) { try await body($0, registry) }
        }
    }

    @Test("gives back the blobs it was given", arguments: [0, 1, 120_000, 1024 * 1024, 1024 * 1024 + 1, 5_000_000])
    func blobs(count: Int) async throws {
        try await withRegistry { client, registry in
            let place = try ImageRepository("\(registry.host)/team/digits")
            let (bytes, descriptor) = sampleBlob(count)
            #expect(try await client.blobSize(descriptor.digest, in: place) == nil)
            try await client.upload(bytes, to: place)
            #expect(try await client.blobSize(descriptor.digest, in: place) == Int64(count))
            #expect(try await client.blob(descriptor, from: place, limit: count) == bytes)
            let read = try await client.readBlob(descriptor, from: place) { stream in
                var read: [UInt8] = []
                for try await chunk in stream { read += chunk }
                return read
            }
            #expect(read == bytes)
        }
    }

    @Test("uploads files of all lengths and tells how far it is", arguments: [0, 1000, 3_000_000])
    func files(count: Int) async throws {
        try await withRegistry { client, registry in
            let place = try ImageRepository("\(registry.host)/files")
            let (bytes, descriptor) = sampleBlob(count)
            let farthest = Mutex<Int64>(0)
            try await withTemporaryFolder { folder in
                try Data(bytes).write(to: URL(filePath: folder + "/blob"))
                let source = BlobSource.file(folder + "/blob")
                try await client.uploadBlob(source, digest: descriptor.digest, size: descriptor.size, to: place) {
                    bytes in
                    farthest.withLock { $0 = max($0, bytes) }
                }
            }
            #expect(farthest.withLock { $0 } == Int64(count))
            #expect(try await client.blob(descriptor, from: place, limit: count) == bytes)
        }
    }

    @Test("keeps manifests byte for byte, by tag and by digest, and skopeo reads them")
    func manifests() async throws {
        try await withRegistry { client, registry in
            let place = try ImageRepository("\(registry.host)/team/digits")
            let (manifest, digest) = try await pushImage(client, place)
            let tagged = try ImageReference("\(place):v1")
            for reference in [tagged, place.image(digest)] {
                let found = try await client.manifest(reference)
                #expect(found.bytes == manifest)
                #expect(found.mediaType == .ociManifest)
                #expect(found.digest == digest)
                let descriptor = try await client.manifestDescriptor(reference)
                #expect(descriptor == found.descriptor)
            }
            #expect(try await client.manifestDescriptor(ImageReference("\(place):v2")) == nil)
            #expect(try await client.manifestDescriptor(ImageReference("\(registry.host)/nothing:v2")) == nil)
            let seen = try await runProgram(["skopeo", "inspect", "--raw", "--tls-verify=false", "docker://\(tagged)"])
            #expect(seen.exitCode == 0, "\(seen.errors)")
            #expect(Array(seen.output.utf8) == manifest)
            let error = try await registryError { _ = try await client.manifest(try tagged.tagged("v2")) }
            #expect(error?.code == .manifestNotFound)
            #expect(error?.registryCode == "MANIFEST_UNKNOWN")
        }
    }

    @Test("mounts blobs within a registry and streams them between two")
    func copies() async throws {
        try await withRegistry { client, registry in
            try await RegistryFixture.run { other in
                let source = try ImageRepository("\(registry.host)/team/base")
                let (bytes, descriptor) = sampleBlob(3_000_000)
                try await client.upload(bytes, to: source)
                let near = try ImageRepository("\(registry.host)/team/digits")
                let far = try ImageRepository("\(other.host)/team/digits")
                #expect(try await client.mountBlob(descriptor.digest, from: source, to: near))
                #expect(try await !client.mountBlob(Digest(hashing: [1]), from: source, to: near))
                #expect(try await !client.mountBlob(descriptor.digest, from: source, to: far))
                let third = try ImageRepository("\(registry.host)/team/third")
                #expect(try await client.copyBlob(descriptor, from: source, to: third) == .mounted)
                #expect(try await client.copyBlob(descriptor, from: source, to: far) == .streamed(bytes: 3_000_000))
                #expect(try await client.copyBlob(descriptor, from: source, to: far) == .present)
                #expect(try await client.copyBlob(descriptor, from: source, to: source) == .present)
                for place in [near, far, third] {
                    #expect(try await client.blob(descriptor, from: place, limit: 4_000_000) == bytes)
                }
            }
        }
    }

    @Test("lists the tags of a repository, page by page")
    func tags() async throws {
        try await withRegistry { client, registry in
            let place = try ImageRepository("\(registry.host)/team/digits")
            let (manifest, _) = try await pushImage(client, place)
            _ = try await client.putManifest(manifest, mediaType: .ociManifest, to: ImageReference("\(place):v2"))
            #expect(try await client.tags(of: place).sorted() == ["v1", "v2"])
            let error = try await registryError {
                _ = try await client.tags(of: ImageRepository("\(registry.host)/none"))
            }
            #expect(error?.code == .repositoryNotFound)
            // This registry knows no pages.
            let pages: [Fault] = [
                Fault(
                    "GET",
                    "tags/list?n=",
                    .answer(
                        200,
                        [("link", "</v2/team/digits/tags/list?last=a>; rel=\"next\"")],
                        body: #"{"tags":["a"]}"#
                    )
                ),
                Fault(
                    "GET",
                    "last=a",
                    .answer(200, [("Link", "<list?last=b>;rel=next")], body: #"{"tags":["b","-malformed"]}"#)
                ),
                Fault("GET", "last=b", .answer(200, [], body: #"{"tags":null}"#)),
            ]
            try await FaultProxy.run(upstream: registry.port, faults: pages) { proxy in
                let place = try ImageRepository("\(proxy.host)/team/digits")
                #expect(try await client.tags(of: place) == ["a", "b"])
                #expect(proxy.count("GET", "tags/list") == 3)
            }
        }
    }

    @Test(
        "does not go where a page of tags should not lead",
        arguments: ["<http://127.0.0.2:1/v2/x/tags/list>; rel=next", "<list?n=1000>; rel=next", "<http://[>; rel=next"]
    )
    func badPages(link: String) async throws {
        try await withRegistry { client, registry in
            let page = Fault("GET", "tags/list", times: 9, .answer(200, [("link", link)], body: #"{"tags":[]}"#))
            try await FaultProxy.run(upstream: registry.port, faults: [page]) { proxy in
                let error = try await registryError {
                    _ = try await client.tags(of: ImageRepository("\(proxy.host)/x"))
                }
                #expect(error?.code == .protocolViolation)
                #expect(proxy.requests.count == 1)
            }
        }
    }

    @Test("says where the bytes announced are not those there are")
    func wrongAnnouncements() async throws {
        try await withRegistry { client, registry in
            let place = try ImageRepository("\(registry.host)/team/digits")
            let (bytes, descriptor) = sampleBlob(2_000_000)
            let wrong = try await registryError {
                try await client.uploadBlob(.bytes(bytes), digest: Digest(hashing: [1]), size: 2_000_000, to: place)
            }
            #expect(wrong?.code == .digestMismatch)
            #expect(wrong?.registryCode == "DIGEST_INVALID")
            let short = try await registryError {
                try await client.uploadBlob(.bytes(bytes), digest: descriptor.digest, size: 5, to: place)
            }
            #expect(short?.code == .digestMismatch)
            let missing = try await registryError {
                try await client.uploadBlob(.file("/nothing/here"), digest: descriptor.digest, size: 5, to: place)
            }
            #expect(missing?.code == .unreadable)
            let reference = place.image(Digest(hashing: [1]))
            let manifest = try await registryError {
                _ = try await client.putManifest(Array("{}".utf8), mediaType: .ociManifest, to: reference)
            }
            #expect(manifest?.code == .digestMismatch)
            let large = try await registryError { _ = try await client.blob(descriptor, from: place, limit: 5) }
            #expect(large?.code == .tooLarge)
        }
    }

    @Test("says that nothing listens where nothing listens")
    func nobody() async throws {
        let port = try LoopbackPort.free()
        let error = try await registryError {
            try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                try await client.ping(RegistryHost("127.0.0.1:\(port)"))
            }
        }
        #expect(error?.code == .unreachable)
        #expect(error?.description.contains("connection refused") == true)
        #expect(error?.remedy?.contains("runs") == true)
    }

    @Test("takes an upload back that is canceled")
    func cancellation() async throws {
        try await withRegistry { client, registry in
            let (bytes, _) = sampleBlob(4_000_000)
            let slow: [Fault] = [Fault("PUT", "/blobs/uploads/", .silence(.seconds(30)))]
            try await FaultProxy.run(upstream: registry.port, faults: slow) { proxy in
                let place = try ImageRepository("\(proxy.host)/team/digits")
                let task = Task { try await client.upload(bytes, to: place) }
                while proxy.count("PUT", "/blobs/uploads/") == 0 { try await Task.sleep(for: .milliseconds(5)) }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(proxy.count("DELETE", "/blobs/uploads/") == 1)
            }
        }
    }
}

/// Pushes an image of one layer under the tag `v1`.
func pushImage(_ client: RegistryClient, _ place: ImageRepository) async throws -> (manifest: [UInt8], digest: Digest) {
    let (layer, descriptor) = sampleBlob(1000)
    let configuration = Array(#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"#.utf8)
    try await client.upload(layer, to: place)
    try await client.upload(configuration, to: place)
    let manifest = Array(
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json",
        "digest":"\(Digest(hashing: configuration))","size":\(configuration.count)},
        "layers":[\(descriptor.json)]}
        """.utf8
    )
    let digest = try await client.putManifest(manifest, mediaType: .ociManifest, to: ImageReference("\(place):v1"))
    return (manifest, digest)
}
