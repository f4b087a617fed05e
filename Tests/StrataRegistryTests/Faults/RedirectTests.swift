import Foundation
import NIOHTTP1
import StrataModel
import StrataOCI
import StrataTestSupport
import Testing

@testable import StrataRegistry

/// Where credentials must not go.
@Suite("Credentials and redirects")
struct RedirectTests {
    private static let basic = "Basic " + Data("someone:secret".utf8).base64EncodedString()

    @Test("do not follow a redirect to another host, and do to the same")
    func redirects() async throws {
        try await withLogin { registry in
            try await FaultProxy.run(upstream: registry.port) { elsewhere in
                try await FaultProxy.run(upstream: registry.port) { proxy in
                    let user = CredentialResolver.user(RegistryFixture.user, RegistryFixture.password)
                    try await RegistryClient.withClient(.tests(), credentials: user) { client in
                        let (bytes, descriptor) = sampleBlob(10_000)
                        try await client.upload(bytes, to: ImageRepository("\(registry.host)/digits"))
                        let place = try ImageRepository("\(proxy.host)/digits")
                        let path = "/v2/digits/blobs/\(descriptor.digest)"
                        try await client.ping(place.registry)
                        proxy.add(Fault("GET", path, .answer(307, [("location", path + "?here=1")], body: "")))
                        #expect(try await client.blob(descriptor, from: place, limit: 10_000) == bytes)
                        #expect(proxy.requests.last?.authorization == Self.basic)
                        let there = "http://\(elsewhere.host)\(path)?signature=a%2Fb%3D&x=+"
                        proxy.add(Fault("GET", path, .answer(307, [("location", there)], body: "")))
                        // It refuses, since it gets no credentials; a storage service would let the signature in.
                        let error = try await registryError {
                            _ = try await client.blob(descriptor, from: place, limit: 10_000)
                        }
                        #expect(error?.code == .unauthorized)
                        #expect(error?.description.contains("signature") == false)
                        #expect(elsewhere.requests.count >= 1)
                        #expect(elsewhere.requests.allSatisfy { $0.authorization == nil })
                        #expect(elsewhere.requests.first?.uri == path + "?signature=a%2Fb%3D&x=+")
                    }
                }
            }
        }
    }

    @Test("are not needed where a redirect leads to a storage that lets its signature in")
    func storage() async throws {
        try await RegistryFixture.run { registry in
            try await FaultProxy.run(upstream: registry.port) { storage in
                try await withTokens(TokenAuthority(), .anonymous, registry: registry) { client, proxy in
                    let (bytes, descriptor) = sampleBlob(500_000)
                    let place = try ImageRepository("\(proxy.host)/digits")
                    try await client.upload(bytes, to: place)
                    let path = "/v2/digits/blobs/\(descriptor.digest)"
                    proxy.add(
                        Fault(
                            "GET",
                            path,
                            times: 2,
                            .answer(307, [("location", "http://\(storage.host)\(path)")], body: "")
                        )
                    )
                    storage.add(Fault("GET", path, .cutDown(after: 100_000)))
                    #expect(try await client.blob(descriptor, from: place, limit: 500_000) == bytes)
                    #expect(storage.requests.map { $0.headers.contains(name: "range") } == [false, true])
                    #expect(storage.requests.allSatisfy { $0.authorization == nil })
                }
            }
        }
    }

    @Test("stay away from token servers that another host names")
    func foreignChallenge() async throws {
        try await withLogin { registry in
            try await FaultProxy.run(upstream: registry.port) { elsewhere in
                try await FaultProxy.run(upstream: registry.port) { proxy in
                    let user = CredentialResolver.user(RegistryFixture.user, RegistryFixture.password)
                    try await RegistryClient.withClient(.tests(), credentials: user) { client in
                        let place = try ImageRepository("\(proxy.host)/digits")
                        let there = "http://\(elsewhere.host)/v2/x"
                        proxy.add(Fault("GET", "/blobs/", .answer(307, [("location", there)], body: "")))
                        let challenge = "Bearer realm=\"http://\(elsewhere.host)/token\""
                        elsewhere.add(Fault("GET", "/v2/x", .answer(401, [("www-authenticate", challenge)], body: "")))
                        let error = try await registryError {
                            _ = try await client.blob(sampleBlob(1).descriptor, from: place, limit: 1)
                        }
                        #expect(error?.description.contains("where the registry sends for it") == true)
                        #expect(elsewhere.requests.count == 1)
                        #expect(elsewhere.requests.allSatisfy { $0.authorization == nil })
                    }
                }
            }
        }
    }

    @Test("do not go in circles")
    func circles() async throws {
        let circle = Fault("GET", "/blobs/", times: 99, .answer(302, [("location", "?again")], body: ""))
        try await RegistryFixture.run { registry in
            try await FaultProxy.run(upstream: registry.port, faults: [circle]) { proxy in
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { client in
                    let place = try ImageRepository("\(proxy.host)/digits")
                    let error = try await registryError {
                        _ = try await client.blob(sampleBlob(1).descriptor, from: place, limit: 1)
                    }
                    #expect(error?.code == .protocolViolation)
                    #expect(error?.description.contains("5 redirects") == true)
                    #expect(proxy.requests.count == 6)
                }
            }
        }
    }

    @Test("stay away from upload locations on other hosts")
    func locations() async throws {
        try await withLogin { registry in
            try await FaultProxy.run(upstream: registry.port) { elsewhere in
                try await FaultProxy.run(upstream: registry.port) { proxy in
                    let user = CredentialResolver.user(RegistryFixture.user, RegistryFixture.password)
                    try await RegistryClient.withClient(.tests(), credentials: user) { client in
                        let place = try ImageRepository("\(proxy.host)/digits")
                        try await client.ping(place.registry)
                        proxy.add(
                            Fault(
                                "POST",
                                "/uploads/",
                                .answer(
                                    202,
                                    [("location", "http://\(elsewhere.host)/v2/digits/blobs/uploads/1?a=b")],
                                    body: ""
                                )
                            )
                        )
                        let error = try await registryError { try await client.upload([1, 2], to: place) }
                        #expect(error?.code == .unauthorized)
                        let put = elsewhere.requests.first { $0.method == "PUT" }
                        #expect(put?.uri == "/v2/digits/blobs/uploads/1?a=b&digest=\(Digest(hashing: [1, 2]))")
                        #expect(elsewhere.requests.allSatisfy { $0.authorization == nil })
                    }
                }
            }
        }
    }
}
