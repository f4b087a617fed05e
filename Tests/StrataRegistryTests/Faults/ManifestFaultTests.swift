import StrataModel
import StrataOCI
import StrataRegistry
import StrataTestSupport
import Testing

/// What goes wrong with manifests.
@Suite("A manifest")
struct ManifestFaultTests {
    private static let other = Digest(hashing: [1])

    private static let faults: [(String, Fault, RegistryError.Code)] = [
        (
            "that is huge", Fault("GET", "/manifests/", .body { _ in [UInt8](repeating: 32, count: 5_000_000) }),
            .tooLarge
        ),
        (
            "whose digest is said to be another",
            Fault("GET", "/manifests/", .headers([("docker-content-digest", "\(other)")])), .digestMismatch
        ),
        ("with other bytes", Fault("GET", "/manifests/", .body { $0 + [32] }), .digestMismatch),
        (
            "of a type that it denies",
            Fault("GET", "/manifests/", .headers([("content-type", MediaType.ociIndex.rawValue)])), .protocolViolation
        ),
        ("behind a wall", Fault("GET", "/manifests/", .answer(403, [], body: "")), .forbidden),
    ]

    @Test("that comes back wrong is an error", arguments: faults.indices)
    func wrong(index: Int) async throws {
        let (_, fault, code) = Self.faults[index]
        try await withProxy([fault]) { client, proxy, place, _ in
            let error = try await registryError { _ = try await client.manifest(ImageReference("\(place):v1")) }
            #expect(error?.code == code, "\(error.map(String.init(describing:)) ?? "it succeeded")")
        }
    }

    @Test(
        "whose HEAD is not supported, or not complete, is fetched",
        arguments: [
            Fault("HEAD", "/manifests/", .answer(405, [], body: "")),
            Fault("HEAD", "/manifests/", .answer(501, [], body: "")),
            Fault("HEAD", "/manifests/", .headers([("docker-content-digest", nil)])),
            Fault("HEAD", "/manifests/", .headers([("content-type", "application/json")])),
        ]
    )
    func heads(fault: Fault) async throws {
        try await withProxy([fault]) { client, proxy, place, digest in
            let descriptor = try await client.manifestDescriptor(ImageReference("\(place):v1"))
            #expect(descriptor?.digest == digest)
            #expect(descriptor?.mediaType == .ociManifest)
            #expect(proxy.count("GET", "/manifests/") == 1)
        }
    }

    @Test("whose type the header does not tell is known by its content")
    func types() async throws {
        let fault = Fault("GET", "/manifests/", times: 9, .headers([("content-type", "text/plain")]))
        try await withProxy([fault]) { client, _, place, _ in
            let manifest = try await client.manifest(ImageReference("\(place):v1"))
            #expect(manifest.mediaType == .ociManifest)
        }
    }

    @Test("that is put is put again after a failure that passes, and its digest is checked")
    func puts() async throws {
        let faults = [
            Fault("PUT", "/manifests/", .answer(500, [], body: "")),
            Fault("PUT", "/manifests/", .loseAnswer),
            Fault("PUT", "/manifests/wrong", .headers([("docker-content-digest", "\(Self.other)")])),
        ]
        try await withProxy(faults) { client, proxy, place, _ in
            let bytes = try await client.manifest(ImageReference("\(place):v1")).bytes
            _ = try await client.putManifest(bytes, mediaType: .ociManifest, to: ImageReference("\(place):v2"))
            #expect(proxy.count("PUT", "/manifests/v2") == 3)
            let error = try await registryError {
                _ = try await client.putManifest(bytes, mediaType: .ociManifest, to: ImageReference("\(place):wrong"))
            }
            #expect(error?.code == .digestMismatch)
            let missing = try await registryError {
                let place = try ImageReference("\(proxy.host)/elsewhere:v1")
                _ = try await client.putManifest(bytes, mediaType: .ociManifest, to: place)
            }
            #expect(missing?.code == .blobNotFound)
        }
    }

    @Test("is taken from a mirror that has it, and from the registry where no mirror does")
    func mirrors() async throws {
        try await RegistryFixture.run { registry in
            try await RegistryFixture.run { empty in
                try await FaultProxy.run(upstream: registry.port) { good in
                    let lies = [Fault("GET", "/", times: 99, .body { $0 + [32] })]
                    try await FaultProxy.run(upstream: registry.port, faults: lies) { liar in
                        let home = try RegistryHost(registry.host)
                        let dead = try RegistryHost("127.0.0.1:\(LoopbackPort.free())")
                        var options = RegistryOptions()
                        options.mirrors = [
                            dead, try RegistryHost(empty.host), try RegistryHost(liar.host),
                            try RegistryHost(good.host),
                        ]
                        try await RegistryClient.withClient(.tests([home: options]), credentials: .anonymous) {
                            client in
                            let place = try ImageRepository("\(registry.host)/team/digits")
                            let (manifest, digest) = try await pushImage(client, place)
                            let (layer, descriptor) = sampleBlob(1000)
                            #expect(good.requests.isEmpty, "mirrors are for reading")
                            #expect(try await client.manifest(place.image(digest)).bytes == manifest)
                            #expect(liar.count("GET", "/manifests/") == 1)
                            #expect(good.count("GET", "/manifests/") == 1)
                            #expect(try await client.manifestDescriptor(place.image(digest))?.digest == digest)
                            // A blob is handed on as it arrives: of two that lie about its length, the second is asked.
                            #expect(try await client.blob(descriptor, from: place, limit: 1000) == layer)
                            let missing = try await registryError {
                                _ = try await client.manifest(ImageReference("\(place):v9"))
                            }
                            #expect(missing?.code == .manifestNotFound)
                            #expect(missing?.notes.count == 4)
                        }
                    }
                }
            }
        }
    }

    private func withProxy(
        _ faults: [Fault],
        _ body: @escaping @Sendable (RegistryClient, FaultProxy, ImageRepository, Digest) async throws -> Void
    ) async throws {
        try await RegistryFixture.run { registry in
            try await FaultProxy.run(upstream: registry.port, faults: faults) { proxy in
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                    let (_, digest) = try await pushImage(client, ImageRepository("\(registry.host)/team/digits"))
                    try await body(client, proxy, ImageRepository("\(proxy.host)/team/digits"), digest)
                }
            }
        }
    }
}
