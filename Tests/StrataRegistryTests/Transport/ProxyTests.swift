import Foundation
import StrataModel
import StrataOCI
import StrataTestSupport
import Testing

@testable import StrataRegistry

/// Proxies: what the environment says, and a real one.
@Suite("A proxy")
struct ProxyTests {
    private static let environment = [
        "HTTPS_PROXY": "http://proxy.corp:3128/", "http_proxy": "plain.corp",
        "NO_PROXY":
            "internal.corp, .suffix.org,*.star.net,10.0.0.0/8,192.168.1.7,port.com:8443,2001:db8::/32,[2001:db9::1]:99",
    ]

    @Test(
        "is asked for what the environment says",
        arguments: [
            ("https://ghcr.io/", "proxy.corp:3128"), ("http://ghcr.io/", "plain.corp:80"),
            ("https://internal.corp/", nil),
            ("https://deep.internal.corp/", nil), ("https://notinternal.corp/", "proxy.corp:3128"),
            ("https://suffix.org/", "proxy.corp:3128"),
            ("https://a.suffix.org/", nil), ("https://a.star.net/", nil), ("https://10.1.2.3/", nil),
            ("https://11.1.2.3/", "proxy.corp:3128"),
            ("https://192.168.1.7/", nil), ("https://192.168.1.8/", "proxy.corp:3128"), ("https://port.com:8443/", nil),
            ("https://port.com/", "proxy.corp:3128"), ("https://[2001:db8::5]/", nil),
            ("https://[2001:db9::1]:99/", nil),
            ("https://[2001:db9::1]/", "proxy.corp:3128"), ("https://localhost/", nil), ("http://127.0.0.9:5000/", nil),
            ("https://[::1]/", nil),
        ]
    )
    func choice(address: String, expected: String?) throws {
        let address = try #require(WebAddress(address))
        let proxy = try ProxySettings(environment: Self.environment).proxy(for: address)
        #expect(proxy.map { "\($0.host):\($0.port)" } == expected)
    }

    @Test("is not asked for anything with NO_PROXY=*, nor by HTTP_PROXY in a CGI program")
    func exceptions() throws {
        let address = try #require(WebAddress("http://ghcr.io/"))
        #expect(try ProxySettings(environment: ["HTTP_PROXY": "http://p", "NO_PROXY": "*"]).proxy(for: address) == nil)
        #expect(
            try ProxySettings(environment: ["HTTP_PROXY": "http://p", "REQUEST_METHOD": "GET"]).proxy(for: address)
                == nil
        )
        #expect(try ProxySettings(environment: ["HTTP_PROXY": "http://p"]).proxy(for: address)?.host == "p")
        let socks = try ProxySettings(environment: ["HTTP_PROXY": "socks5://p"]).proxy(for: address)
        #expect(socks == .init(host: "p", port: 1080, isSOCKS: true))
        let user = try ProxySettings(environment: ["HTTP_PROXY": "http://us%40er:pass%3Aword@p:1"]).proxy(for: address)
        #expect(user?.credentials == Secret(Data("us@er:pass:word".utf8).base64EncodedString()))
        #expect("\(String(describing: user))".contains("(secret)"))
    }

    @Test(
        "whose URL is malformed is an error that names the variable and not its value",
        arguments: [
            "https://p:1", "http://", "http://p:x", "ftp://p", "http://user:hunter22@[",
        ]
    )
    func malformed(value: String) async throws {
        let error = try await registryError {
            let options = RegistryClientOptions.tests(environment: ["HTTPS_PROXY": value])
            try await RegistryClient.withClient(options, credentials: .anonymous) {
                try await $0.ping(RegistryHost("registry.test"))
            }
        }
        #expect(error?.code == .configuration)
        #expect(error?.description.contains("HTTPS_PROXY") == true)
        #expect(error?.description.contains("hunter22") == false)
    }

    @Test("is connected through to a registry that has no address here")
    func through() async throws {
        try await RegistryFixture.run { registry in
            let credentials = "Basic " + Data("user:hunter22".utf8).base64EncodedString()
            try await ConnectProxy.run(target: registry.port, credentials: credentials) { proxy in
                let host = try RegistryHost("registry.test:5000")
                let place = try ImageRepository("\(host)/digits")
                var environment = ["HTTP_PROXY": "http://user:hunter22@127.0.0.1:\(proxy.port)"]
                let insecure = [host: RegistryOptions(isInsecure: true)]
                let options = RegistryClientOptions.tests(insecure, environment: environment)
                try await RegistryClient.withClient(options, credentials: .anonymous) { client in
                    let (bytes, descriptor) = sampleBlob(2_000_000)
                    try await client.upload(bytes, to: place)
                    let read = try await client.blob(descriptor, from: place, limit: 2_000_000)
                    #expect(read == bytes)
                }
                #expect(proxy.requests.first?.hasPrefix("CONNECT registry.test:5000 ") == true)
                environment["HTTP_PROXY"] = "http://user:wrong@127.0.0.1:\(proxy.port)"
                let refused = RegistryClientOptions.tests(insecure, environment: environment)
                let error = try await registryError {
                    try await RegistryClient.withClient(refused, credentials: .anonymous) { try await $0.ping(host) }
                }
                #expect(error?.code == .proxy)
                #expect(error?.description.contains("wants credentials") == true)
            }
        }
    }
}
