import Foundation
import NIOHTTP1
import StrataModel
import StrataOCI
import StrataTestSupport
import Testing

@testable import StrataRegistry

/// Who is let in, by real registries and by a token server.
@Suite("Credentials")
struct AuthenticationFaultTests {
    private static let basic = "Basic " + Data("someone:secret".utf8).base64EncodedString()

    @Test("open a registry that wants a password")
    func password() async throws {
        try await withLogin { registry in
            let user = CredentialResolver.user(RegistryFixture.user, RegistryFixture.password)
            try await RegistryClient.withClient(.tests(), credentials: user) { client in
                let place = try ImageRepository("\(registry.host)/team/digits")
                try await client.ping(place.registry)
                let (bytes, descriptor) = sampleBlob(2_000_000)
                try await client.upload(bytes, to: place)
                let read = try await client.blob(descriptor, from: place, limit: 2_000_000)
                #expect(read == bytes)
                // The registry refuses the begin of the first request only.
                let fresh = try ImageRepository("\(registry.host)/team/other")
                #expect(try await client.copyBlob(descriptor, from: place, to: fresh) == .mounted)
            }
        }
    }

    @Test("that are wrong are told from those that are missing")
    func refusals() async throws {
        try await withLogin { registry in
            let host = try RegistryHost(registry.host)
            let wrong = try await registryError {
                try await RegistryClient.withClient(.tests(), credentials: .user("someone", "hunter22")) {
                    try await $0.ping(host)
                }
            }
            #expect(wrong?.code == .unauthorized)
            #expect(wrong?.credentialOrigin == "the test")
            #expect(wrong?.description.contains("does not accept") == true)
            let missing = try await registryError {
                try await RegistryClient.withClient(.tests(), credentials: .anonymous) { try await $0.ping(host) }
            }
            #expect(missing?.code == .unauthorized)
            #expect(missing?.credentialOrigin == "none: anonymous")
            #expect(missing?.remedy?.contains("docker login \(host)") == true)
            #expect(missing?.remedy?.contains("skopeo login \(host)") == true)
            var text = ""
            dump(wrong, to: &text)
            for said in [text, "\(String(describing: wrong))", "\(String(reflecting: wrong))"] {
                #expect(!said.contains("hunter22"))
            }
        }
    }

    @Test("come from the file that the environment names")
    func file() async throws {
        try await withLogin { registry in
            try await withTemporaryFolder { folder in
                let pair = Data("someone:secret".utf8).base64EncodedString()
                try Data(#"{"auths": {"\#(registry.host)": {"auth": "\#(pair)"}}}"#.utf8).write(
                    to: URL(filePath: folder + "/config.json")
                )
                let resolver = CredentialResolver(environment: ["DOCKER_CONFIG": folder])
                try await RegistryClient.withClient(.tests(), credentials: resolver) { client in
                    try await client.ping(RegistryHost(registry.host))
                }
            }
        }
    }

    @Test("of a file that is malformed are an error that names the file")
    func malformedFile() async throws {
        try await withLogin { registry in
            try await withTemporaryFolder { folder in
                try Data(#"{"auths": "secret stuff"#.utf8).write(to: URL(filePath: folder + "/config.json"))
                let resolver = CredentialResolver(environment: ["DOCKER_CONFIG": folder])
                let error = try await registryError {
                    try await RegistryClient.withClient(.tests(), credentials: resolver) {
                        try await $0.ping(RegistryHost(registry.host))
                    }
                }
                #expect(error?.code == .credentials)
                #expect(error?.description.contains(folder + "/config.json") == true)
                #expect(error?.description.contains("stuff") == false)
            }
        }
    }

    @Test("get tokens, one for each set of scopes", arguments: [false, true])
    func tokens(usesOtherName: Bool) async throws {
        let authority = TokenAuthority(.init(credentials: Self.basic, usesOtherName: usesOtherName))
        try await withTokens(authority, .user("someone", "secret")) { client, proxy in
            let source = try ImageRepository("\(proxy.host)/base")
            let target = try ImageRepository("\(proxy.host)/digits")
            let (bytes, descriptor) = sampleBlob(100_000)
            try await client.upload(bytes, to: source)
            try await client.upload(sampleBytes(10, seed: 2), to: source)
            #expect(try await client.copyBlob(descriptor, from: source, to: target) == .mounted)
            #expect(
                authority.asked == [
                    ["repository:base:pull,push"], ["repository:base:pull", "repository:digits:pull,push"],
                ]
            )
            // Only the first request of all had to be refused to know what is wanted.
            #expect(proxy.requests.count { $0.authorization == nil } == 1)
        }
    }

    @Test("are asked for once, however many requests wait for them")
    func singleFlight() async throws {
        let authority = TokenAuthority(.init(credentials: Self.basic))
        try await withTokens(authority, .user("someone", "secret")) { client, proxy in
            let place = try ImageRepository("\(proxy.host)/digits")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for seed in 0..<20 {
                    group.addTask {
                        _ = try await client.blobSize(sampleBlob(10, seed: UInt64(seed)).descriptor.digest, in: place)
                    }
                }
                try await group.waitForAll()
            }
            #expect(authority.asked.count == 1)
        }
    }

    @Test("are renewed where a token ends in the middle of a push")
    func expiry() async throws {
        let authority = TokenAuthority(.init(credentials: Self.basic, uses: 1))
        try await withTokens(authority, .user("someone", "secret")) { client, proxy in
            let place = try ImageRepository("\(proxy.host)/digits")
            let (bytes, descriptor) = sampleBlob(3_000_000)
            try await client.upload(bytes, to: place)
            #expect(authority.asked.count == 2)
            let read = try await client.blob(descriptor, from: place, limit: 3_000_000)
            #expect(read == bytes)
        }
    }

    @Test("whose token opens one repository of two make a mount a copy")
    func oneScope() async throws {
        let authority = TokenAuthority(.init(scopes: 1))
        try await withTokens(authority, .anonymous) { client, proxy in
            let source = try ImageRepository("\(proxy.host)/base")
            let target = try ImageRepository("\(proxy.host)/digits")
            let (bytes, descriptor) = sampleBlob(100_000)
            try await client.upload(bytes, to: source)
            #expect(try await client.copyBlob(descriptor, from: source, to: target) == .streamed(bytes: 100_000))
        }
    }

    @Test("may be an identity token, which is changed for others")
    func identityToken() async throws {
        let authority = TokenAuthority(.init(refreshToken: "ref resh+"))
        let identity = CredentialResolver { _ in Credential(.identityToken(Secret("ref resh+")), origin: "the test") }
        try await withTokens(authority, identity) { client, proxy in
            try await client.upload([1, 2, 3], to: ImageRepository("\(proxy.host)/digits"))
            #expect(proxy.count("POST", "/token") == 1)
        }
    }

    @Test("that the token server refuses are told, and not tried again and again")
    func refusedTokens() async throws {
        let authority = TokenAuthority(.init(credentials: Self.basic))
        try await withTokens(authority, .user("someone", "hunter22")) { client, proxy in
            for _ in 0..<3 {
                let error = try await registryError {
                    try await client.upload([1], to: ImageRepository("\(proxy.host)/digits"))
                }
                #expect(error?.code == .unauthorized)
                #expect(error?.description.contains("incorrect username") == true)
                #expect(error?.description.contains("hunter22") == false)
            }
            #expect(proxy.count("GET", "/token") == 1)
        }
    }
}
