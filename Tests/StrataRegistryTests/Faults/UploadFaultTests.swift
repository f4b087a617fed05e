import StrataModel
import StrataOCI
import StrataRegistry
import StrataTestSupport
import Testing

/// What goes wrong while a blob is pushed, with a real registry behind.
@Suite("An upload")
struct UploadFaultTests {
    private static let count = 3_000_000
    private static let uploads = "/blobs/uploads/"

    private static let ups: [TransferCase] = [
        TransferCase(
            name: "a cut connection; the registry keeps what it has",
            faults: [Fault("PUT", uploads, .cutUp(after: 1_000_000, keeps: true))],
            requests: ("PATCH", uploads, 1)
        ),
        TransferCase(
            name: "two cut connections; the registry keeps what it has",
            faults: [
                Fault("PUT", uploads, .cutUp(after: 1_000_000, keeps: true)),
                Fault("PATCH", uploads, .cutUp(after: 1_000_000, keeps: true)),
            ],
            requests: ("PATCH", uploads, 2)
        ),
        TransferCase(
            name: "a cut connection; the registry forgets",
            faults: [
                Fault("PUT", uploads, .cutUp(after: 1_000_000, keeps: false)),
                Fault("GET", uploads, .answer(404, [], body: #"{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN"}]}"#)),
            ],
            requests: ("PUT", uploads, 2)
        ),
        TransferCase(
            name: "an answer that is lost",
            faults: [Fault("PUT", uploads, .loseAnswer)],
            requests: ("PUT", uploads, 1)
        ),
        TransferCase(
            name: "500 for the begin, then fine",
            faults: [Fault("POST", uploads, times: 2, .answer(500, [], body: ""))],
            requests: ("POST", uploads, 3)
        ),
        TransferCase(
            name: "503 for ever",
            faults: [Fault("PUT", uploads, times: 99, .answer(503, [], body: ""))],
            code: .unavailable
        ),
        TransferCase(
            name: "a limit on single requests",
            faults: [Fault("PUT", uploads, .answer(413, [], body: "<html>"))],
            code: .tooLarge,
            words: "client_max_body_size"
        ),
        TransferCase(
            name: "a read-only registry",
            faults: [
                Fault("POST", uploads, times: 99, .answer(405, [], body: #"{"errors":[{"code":"UNSUPPORTED"}]}"#))
            ],
            code: .readOnly,
            words: "read-only",
            requests: ("POST", uploads, 1)
        ),
        TransferCase(
            name: "507",
            faults: [Fault("PUT", uploads, times: 99, .answer(507, [], body: ""))],
            code: .outOfSpace,
            words: "full",
            requests: ("PUT", uploads, 1)
        ),
        TransferCase(
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
        TransferCase(
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
        TransferCase(
            name: "a repository that has to be made first",
            faults: [Fault("POST", uploads, .answer(404, [], body: #"{"errors":[{"code":"NAME_UNKNOWN"}]}"#))],
            code: .repositoryNotFound,
            words: "Create the repository"
        ),
        TransferCase(
            name: "no Location",
            faults: [Fault("POST", uploads, times: 99, .headers([("location", nil)]))],
            code: .protocolViolation,
            words: "where"
        ),
        TransferCase(
            name: "a Location that is none",
            faults: [Fault("POST", uploads, times: 99, .headers([("location", "http://[nonsense")]))],
            code: .protocolViolation
        ),
    ]

    @Test("comes through, or says what is wrong", arguments: ups)
    func up(test: TransferCase) async throws {
        try await RegistryFixture.run { registry in
            try await FaultProxy.run(upstream: registry.port, faults: test.faults) { proxy in
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                    let (bytes, descriptor) = sampleBlob(Self.count)
                    let error = try await registryError {
                        try await client.upload(bytes, to: ImageRepository("\(proxy.host)/team/digits"))
                    }
                    test.check(error, proxy)
                    guard test.code == nil else { return }
                    let place = try ImageRepository("\(registry.host)/team/digits")
                    #expect(try await client.blob(descriptor, from: place, limit: Self.count) == bytes)
                }
            }
        }
    }

    @Test("begins anew where the registry claims to have more than was sent")
    func lyingStatus() async throws {
        try await RegistryFixture.run { registry in
            let faults: [Fault] = [
                Fault("PUT", Self.uploads, .cutUp(after: 1_000_000, keeps: false)),
                Fault("GET", Self.uploads, .answer(204, [("range", "0-999999999")], body: "")),
            ]
            try await FaultProxy.run(upstream: registry.port, faults: faults) { proxy in
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                    let (bytes, descriptor) = sampleBlob(Self.count)
                    let place = try ImageRepository("\(proxy.host)/team/digits")
                    try await client.upload(bytes, to: place)
                    #expect(proxy.count("POST", Self.uploads) == 2)
                    #expect(try await client.blobSize(descriptor.digest, in: place) == Int64(Self.count))
                }
            }
        }
    }

    @Test(
        "goes on in chunks where single requests are limited, as long as the registry wants them",
        arguments: [
            ("9000000", [9_000_000, 9_000_000, 2_000_000]), ("1", [8_388_608, 8_388_608, 3_222_784]),
            ("\(Int64.max)", [20_000_000]), ("-5", [8_388_608, 8_388_608, 3_222_784]),
        ] as [(String, [Int])]
    )
    func chunks(shortest: String, lengths: [Int]) async throws {
        try await RegistryFixture.run { registry in
            let faults: [Fault] = [
                Fault("PUT", Self.uploads, .answer(413, [], body: "")),
                Fault("POST", Self.uploads, times: 2, .headers([("oci-chunk-min-length", shortest)])),
            ]
            try await FaultProxy.run(upstream: registry.port, faults: faults) { proxy in
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                    let (bytes, descriptor) = sampleBlob(20_000_000)
                    let place = try ImageRepository("\(proxy.host)/team/digits")
                    try await client.upload(bytes, to: place)
                    let patches = proxy.requests.filter { $0.method == "PATCH" }
                    #expect(patches.map(\.bodyLength) == lengths)
                    #expect(try await client.blobSize(descriptor.digest, in: place) == 20_000_000)
                }
            }
        }
    }
}
