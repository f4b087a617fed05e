import StrataModel
import StrataOCI
import StrataRegistry
import StrataTestSupport
import Testing

/// What goes wrong while a blob is read, with a real registry behind.
@Suite("A download")
struct DownloadFaultTests {
    private static let count = 3_000_000
    private static let path = "/blobs/sha256:"

    private static let downloads: [TransferCase] = [
        TransferCase(
            name: "429 with Retry-After, then fine",
            faults: [Fault("GET", path, .answer(429, [("retry-after", "0")], body: "slow down"))],
            requests: ("GET", path, 2)
        ),
        TransferCase(
            name: "429 that asks for an hour",
            faults: [Fault("GET", path, .answer(429, [("retry-after", "3600")], body: ""))],
            code: .rateLimited,
            words: "3600 s",
            requests: ("GET", path, 1)
        ),
        TransferCase(
            name: "500 three times, then fine",
            faults: [Fault("GET", path, times: 3, .answer(500, [], body: "<html>oops</html>"))],
            requests: ("GET", path, 4)
        ),
        TransferCase(
            name: "503 for ever",
            faults: [Fault("GET", path, times: 99, .answer(503, [], body: "closed for repairs"))],
            code: .unavailable,
            words: "closed for repairs",
            requests: ("GET", path, 4)
        ),
        TransferCase(
            name: "a connection cut in the middle, twice",
            faults: [Fault("GET", path, .cutDown(after: 1_000_000)), Fault("GET", path, .cutDown(after: 500_000))],
            requests: ("GET", path, 3)
        ),
        TransferCase(
            name: "a connection that is always cut at once",
            faults: [Fault("GET", path, times: 99, .cutDown(after: 0))],
            code: .unreachable,
            words: "cut",
            requests: ("GET", path, 4)
        ),
        TransferCase(
            name: "bytes of another digest",
            faults: [Fault("GET", path, .body { $0.dropLast() + [($0.last ?? 0) ^ 1] })],
            code: .digestMismatch,
            words: "digest",
            requests: ("GET", path, 1)
        ),
        TransferCase(
            name: "a body that is too short",
            faults: [Fault("GET", path, times: 99, .body { $0.dropLast(10) })],
            code: .digestMismatch,
            words: "2999990"
        ),
        TransferCase(
            name: "a body that is too long",
            faults: [Fault("GET", path, times: 99, .body { $0 + [0] })],
            code: .digestMismatch
        ),
        TransferCase(
            name: "a blob that is not there",
            faults: [Fault("GET", path, .answer(404, [], body: #"{"errors":[{"code":"BLOB_UNKNOWN"}]}"#))],
            code: .blobNotFound,
            requests: ("GET", path, 1)
        ),
    ]

    @Test("comes through, or says what is wrong", arguments: downloads)
    func down(test: TransferCase) async throws {
        try await RegistryFixture.run { registry in
            try await FaultProxy.run(upstream: registry.port, faults: test.faults) { proxy in
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                    let (bytes, descriptor) = sampleBlob(Self.count)
                    try await client.upload(bytes, to: ImageRepository("\(registry.host)/team/digits"))
                    let place = try ImageRepository("\(proxy.host)/team/digits")
                    let error = try await registryError {
                        let read = try await client.blob(descriptor, from: place, limit: Self.count)
                        #expect(read == bytes)
                    }
                    test.check(error, proxy)
                }
            }
        }
    }

    @Test("may take longer than silence may")
    func drip() async throws {
        let drops = Fault("GET", Self.path, .drip(pieces: 6, pause: .milliseconds(2500)))
        try await withRegistry([drops], inactivity: .seconds(12)) { client, proxy, place, blob in
            let read = try await client.blob(blob.descriptor, from: place, limit: Self.count)
            #expect(read == blob.bytes)
            #expect(proxy.count("GET", Self.path) == 1)
        }
    }

    @Test("ends where the registry falls silent")
    func silence() async throws {
        let silence = Fault("GET", Self.path, times: 99, .silence(.seconds(60)))
        try await withRegistry([silence], inactivity: .milliseconds(500)) { client, proxy, place, blob in
            let error = try await registryError {
                _ = try await client.blob(blob.descriptor, from: place, limit: Self.count)
            }
            #expect(error?.code == .timedOut)
            #expect(error?.description.contains("silent") == true)
        }
    }

    /// A registry that has a blob, with a proxy before it.
    private func withRegistry(
        _ faults: [Fault],
        inactivity: Duration,
        _ body:
            @escaping @Sendable (
                RegistryClient, FaultProxy, ImageRepository, (bytes: [UInt8], descriptor: Descriptor)
            ) async throws -> Void
    ) async throws {
        try await RegistryFixture.run { registry in
            let blob = sampleBlob(Self.count)
            try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                try await client.upload(blob.bytes, to: ImageRepository("\(registry.host)/digits"))
            }
            try await FaultProxy.run(upstream: registry.port, faults: faults) { proxy in
                let place = try ImageRepository("\(proxy.host)/digits")
                try await RegistryClient.withClient(.tests(inactivity: inactivity), credentials: .anonymous) { client in
                    try await body(client, proxy, place, blob)
                }
            }
        }
    }
}
