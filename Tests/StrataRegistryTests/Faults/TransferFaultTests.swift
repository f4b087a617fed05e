import StrataModel
import StrataOCI
import StrataRegistry
import StrataTestSupport
import Testing

/// What goes wrong on the way of a blob, up and down, with a real registry behind.
@Suite("A transfer")
struct TransferFaultTests {
    /// A fault, and what should come of it.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var faults: [Fault]
        /// The failure, or `nil` where it succeeds in spite of the fault.
        var code: RegistryError.Code?
        /// Part of what the message has to say.
        var words = ""
        /// How often a request of this kind is seen.
        var requests: (method: String, path: String, count: Int)?

        var testDescription: String { name }
    }

    private static let count = 3_000_000
    private static let path = "/blobs/sha256:"
    private static let uploads = "/blobs/uploads/"

    private static let downloads: [Case] = [
        Case(
            name: "429 with Retry-After, then fine",
            faults: [Fault("GET", path, .answer(429, [("retry-after", "0")], body: "slow down"))],
            requests: ("GET", path, 2)
        ),
        Case(
            name: "429 that asks for an hour",
            faults: [Fault("GET", path, .answer(429, [("retry-after", "3600")], body: ""))],
            code: .rateLimited,
            words: "3600 s",
            requests: ("GET", path, 1)
        ),
        Case(
            name: "500 three times, then fine",
            faults: [Fault("GET", path, times: 3, .answer(500, [], body: "<html>oops</html>"))],
            requests: ("GET", path, 4)
        ),
        Case(
            name: "503 for ever",
            faults: [Fault("GET", path, times: 99, .answer(503, [], body: "closed for repairs"))],
            code: .unavailable,
            words: "closed for repairs",
            requests: ("GET", path, 4)
        ),
        Case(
            name: "a connection cut in the middle, twice",
            faults: [Fault("GET", path, .cutDown(after: 1_000_000)), Fault("GET", path, .cutDown(after: 500_000))],
            requests: ("GET", path, 3)
        ),
        Case(
            name: "a connection that is always cut at once",
            faults: [Fault("GET", path, times: 99, .cutDown(after: 0))],
            code: .unreachable,
            words: "cut",
            requests: ("GET", path, 4)
        ),
        Case(
            name: "bytes of another digest",
            faults: [Fault("GET", path, .body { $0.dropLast() + [($0.last ?? 0) ^ 1] })],
            code: .digestMismatch,
            words: "digest",
            requests: ("GET", path, 1)
        ),
        Case(
            name: "a body that is too short",
            faults: [Fault("GET", path, times: 99, .body { $0.dropLast(10) })],
            code: .digestMismatch,
            words: "2999990"
        ),
        Case(
            name: "a body that is too long",
            faults: [Fault("GET", path, times: 99, .body { $0 + [0] })],
            code: .digestMismatch
        ),
        Case(
            name: "a blob that is not there",
            faults: [Fault("GET", path, .answer(404, [], body: #"{"errors":[{"code":"BLOB_UNKNOWN"}]}"#))],
            code: .blobNotFound,
            requests: ("GET", path, 1)
        ),
    ]

    @Test("down meets", arguments: downloads)
    func down(test: Case) async throws {
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
                    Self.check(test, error, proxy)
                }
            }
        }
    }

    @Test("may take longer than silence may")
    func drip() async throws {
        let drops = Fault("GET", Self.path, .drip(pieces: 6, pause: .milliseconds(800)))
        try await withRegistry([drops], inactivity: .seconds(4)) { client, proxy, place, blob in
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

    private static let ups: [Case] = [
        Case(
            name: "a cut connection; the registry keeps what it has",
            faults: [Fault("PUT", uploads, .cutUp(after: 1_000_000, keeps: true))],
            requests: ("PATCH", uploads, 1)
        ),
        Case(
            name: "two cut connections; the registry keeps what it has",
            faults: [
                Fault("PUT", uploads, .cutUp(after: 1_000_000, keeps: true)),
                Fault("PATCH", uploads, .cutUp(after: 1_000_000, keeps: true)),
            ],
            requests: ("PATCH", uploads, 2)
        ),
        Case(
            name: "a cut connection; the registry forgets",
            faults: [
                Fault("PUT", uploads, .cutUp(after: 1_000_000, keeps: false)),
                Fault("GET", uploads, .answer(404, [], body: #"{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN"}]}"#)),
            ],
            requests: ("PUT", uploads, 2)
        ),
        Case(
            name: "an answer that is lost",
            faults: [Fault("PUT", uploads, .loseAnswer)],
            requests: ("PUT", uploads, 1)
        ),
        Case(
            name: "500 for the begin, then fine",
            faults: [Fault("POST", uploads, times: 2, .answer(500, [], body: ""))],
            requests: ("POST", uploads, 3)
        ),
        Case(
            name: "503 for ever",
            faults: [Fault("PUT", uploads, times: 99, .answer(503, [], body: ""))],
            code: .unavailable
        ),
        Case(
            name: "a limit on single requests",
            faults: [Fault("PUT", uploads, .answer(413, [], body: "<html>"))],
            code: .tooLarge,
            words: "client_max_body_size"
        ),
        Case(
            name: "a read-only registry",
            faults: [
                Fault("POST", uploads, times: 99, .answer(405, [], body: #"{"errors":[{"code":"UNSUPPORTED"}]}"#))
            ],
            code: .readOnly,
            words: "read-only",
            requests: ("POST", uploads, 1)
        ),
        Case(
            name: "507",
            faults: [Fault("PUT", uploads, times: 99, .answer(507, [], body: ""))],
            code: .outOfSpace,
            words: "full",
            requests: ("PUT", uploads, 1)
        ),
        Case(
            name: "500 since the disk is full",
            faults: [
                Fault(
                    "PUT",
                    uploads,
                    times: 99,
                    .answer(
                        500,
                        [],
                        body: #"{"errors":[{"code":"UNKNOWN","detail":{"Err":"write /x: no space left on device"}}]}"#
                    )
                )
            ],
            code: .outOfSpace,
            requests: ("PUT", uploads, 1)
        ),
        Case(
            name: "no right to push",
            faults: [
                Fault(
                    "POST",
                    uploads,
                    .answer(403, [], body: #"{"errors":[{"code":"DENIED","message":"no\u0007 way"}]}"#)
                )
            ],
            code: .forbidden,
            words: #"DENIED: "no way""#
        ),
        Case(
            name: "a repository that has to be made first",
            faults: [Fault("POST", uploads, .answer(404, [], body: #"{"errors":[{"code":"NAME_UNKNOWN"}]}"#))],
            code: .repositoryNotFound,
            words: "Create the repository"
        ),
        Case(
            name: "no Location",
            faults: [Fault("POST", uploads, times: 99, .headers([("location", nil)]))],
            code: .protocolViolation,
            words: "where"
        ),
        Case(
            name: "a Location that is none",
            faults: [Fault("POST", uploads, times: 99, .headers([("location", "http://[nonsense")]))],
            code: .protocolViolation
        ),
    ]

    @Test("up meets", arguments: ups)
    func up(test: Case) async throws {
        try await RegistryFixture.run { registry in
            try await FaultProxy.run(upstream: registry.port, faults: test.faults) { proxy in
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                    let (bytes, descriptor) = sampleBlob(Self.count)
                    let error = try await registryError {
                        try await client.upload(bytes, to: ImageRepository("\(proxy.host)/team/digits"))
                    }
                    Self.check(test, error, proxy)
                    guard test.code == nil else { return }
                    let place = try ImageRepository("\(registry.host)/team/digits")
                    #expect(try await client.blob(descriptor, from: place, limit: Self.count) == bytes)
                }
            }
        }
    }

    private static func check(_ test: Case, _ error: RegistryError?, _ proxy: FaultProxy) {
        #expect(error?.code == test.code, "\(error.map(String.init(describing:)) ?? "it succeeded")")
        if !test.words.isEmpty {
            #expect(error?.description.contains(test.words) == true, "\(error.map(String.init(describing:)) ?? "")")
        }
        if let (method, path, count) = test.requests {
            #expect(proxy.count(method, path) == count, "\(proxy.requests.map { "\($0.method) \($0.uri.prefix(60))" })")
        }
    }

    @Test("goes on in chunks where single requests are limited")
    func chunks() async throws {
        try await RegistryFixture.run { registry in
            let faults: [Fault] = [
                Fault("PUT", Self.uploads, .answer(413, [], body: "")),
                Fault("POST", Self.uploads, times: 2, .headers([("oci-chunk-min-length", "9000000")])),
            ]
            try await FaultProxy.run(upstream: registry.port, faults: faults) { proxy in
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                    let (bytes, descriptor) = sampleBlob(20_000_000)
                    let place = try ImageRepository("\(proxy.host)/team/digits")
                    try await client.upload(bytes, to: place)
                    let patches = proxy.requests.filter { $0.method == "PATCH" }
                    #expect(patches.map(\.bodyLength) == [9_000_000, 9_000_000, 2_000_000])
                    #expect(try await client.blobSize(descriptor.digest, in: place) == 20_000_000)
                }
            }
        }
    }

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
