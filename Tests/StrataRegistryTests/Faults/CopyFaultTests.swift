import StrataModel
import StrataOCI
import StrataRegistry
import StrataTestSupport
import Testing

/// What goes wrong between two repositories, with real registries behind.
@Suite("A copy")
struct CopyFaultTests {
    private static let count = 3_000_000
    private static let path = "/blobs/sha256:"
    private static let uploads = "/blobs/uploads/"

    @Test("between registries resumes on both sides, and hashes each byte once")
    func copies() async throws {
        let down: [Fault] = [Fault("GET", Self.path, .cutDown(after: 1_500_000))]
        let up: [Fault] = [Fault("PUT", Self.uploads, .cutUp(after: 800_000, keeps: true))]
        try await withTwoRegistries(down, up) { client, source, target, near, far in
            let (bytes, descriptor) = sampleBlob(Self.count)
            try await client.upload(bytes, to: near)
            guard case .streamed(let moved) = try await client.copyBlob(descriptor, from: source, to: target) else {
                Issue.record("it is not there yet")
                return
            }
            #expect(moved >= Int64(Self.count))
            #expect(try await client.blob(descriptor, from: far, limit: Self.count) == bytes)
        }
    }

    @Test("between registries stops where the bytes are wrong, and takes the upload back")
    func wrongCopies() async throws {
        let down: [Fault] = [Fault("GET", Self.path, times: 99, .body { [($0.first ?? 0) ^ 1] + $0.dropFirst() })]
        try await RegistryFixture.run { first in
            try await RegistryFixture.run { second in
                try await FaultProxy.run(upstream: first.port, faults: down) { source in
                    try await FaultProxy.run(upstream: second.port) { target in
                        try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                            let (bytes, descriptor) = sampleBlob(Self.count)
                            try await client.upload(bytes, to: ImageRepository("\(first.host)/base"))
                            let place = try ImageRepository("\(target.host)/digits")
                            let error = try await registryError {
                                _ = try await client.copyBlob(
                                    descriptor,
                                    from: ImageRepository("\(source.host)/base"),
                                    to: place
                                )
                            }
                            #expect(error?.code == .digestMismatch)
                            #expect(error?.registry.text == source.host)
                            #expect(target.count("DELETE", Self.uploads) == 1)
                            #expect(try await client.blobSize(descriptor.digest, in: place) == nil)
                        }
                    }
                }
            }
        }
    }

    private func withTwoRegistries(
        _ down: [Fault],
        _ up: [Fault],
        _ body:
            @escaping @Sendable (RegistryClient, ImageRepository, ImageRepository, ImageRepository, ImageRepository)
            async throws
            -> Void
    ) async throws {
        try await RegistryFixture.run { first in
            try await RegistryFixture.run { second in
                try await FaultProxy.run(upstream: first.port, faults: down) { source in
                    try await FaultProxy.run(upstream: second.port, faults: up) { target in
                        try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                            try await body(
                                client,
                                ImageRepository("\(source.host)/base"),
                                ImageRepository("\(target.host)/digits"),
                                ImageRepository("\(first.host)/base"),
                                ImageRepository("\(second.host)/digits")
                            )
                        }
                    }
                }
            }
        }
    }

    @Test("whose mount is refused is streamed into the upload that the registry began instead")
    func refusedMount() async throws {
        try await RegistryFixture.run { registry in
            try await FaultProxy.run(upstream: registry.port) { proxy in
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                    let (bytes, descriptor) = sampleBlob(Self.count)
                    let source = try ImageRepository("\(proxy.host)/base")
                    let target = try ImageRepository("\(proxy.host)/digits")
                    try await client.upload(bytes, to: source)
                    let begun = try await self.location(registry)
                    proxy.add(Fault("POST", "mount=", .answer(202, [("location", begun)], body: "")))
                    #expect(
                        try await client.copyBlob(descriptor, from: source, to: target)
                            == .streamed(bytes: Int64(Self.count))
                    )
                    #expect(proxy.count("POST", Self.uploads) == 2)
                    proxy.add(Fault("POST", "mount=", .answer(401, [], body: "")))
                    #expect(try await !client.mountBlob(descriptor.digest, from: source, to: target))
                }
            }
        }
    }

    /// Begins an upload by hand, and takes the path from its answer.
    private func location(_ registry: RegistryFixture) async throws -> String {
        let answer = try await runProgram([
            "curl", "-s", "-o", "/dev/null", "-w", "%header{location}", "-X", "POST",
            "http://\(registry.host)/v2/digits/blobs/uploads/",
        ])
        let path = try #require(answer.output.ranges(of: "/v2/").first)
        return String(answer.output[path.lowerBound...])
    }
}
