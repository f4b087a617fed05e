import Foundation
import StrataModel
import StrataOCI
import StrataRegistry
import StrataTestSupport
import Testing

/// TLS, with certificates made by openssl.
@Suite("A registry with TLS")
struct SecureTests {
    @Test("is trusted when its authority is, and refused with a clear text when not")
    func selfSigned() async throws {
        try await withSecureRegistry { registry, certificate in
            let host = try RegistryHost("localhost:\(registry.port)")
            var options = RegistryOptions(certificateAuthorityPath: certificate)
            try await RegistryClient.withClient(.tests([host: options]), credentials: .anonymous) { client in
                let place = try ImageRepository("\(host)/digits")
                let (bytes, descriptor) = sampleBlob(2_000_000)
                try await client.upload(bytes, to: place)
                let read = try await client.blob(descriptor, from: place, limit: 2_000_000)
                #expect(read == bytes)
            }
            // Another authority than the registry's.
            options.certificateAuthorityPath = certificate.replacing("cert.pem", with: "other.pem")
            let untrusted = try await ping(host, options)
            #expect(untrusted?.code == .certificate)
            #expect(untrusted?.description.contains("not signed by an authority that is trusted") == true)
            #expect(untrusted?.remedy?.contains("certificateAuthorityPath") == true)
            // The certificate is for localhost alone.
            options.certificateAuthorityPath = certificate
            let elsewhere = try await ping(RegistryHost("127.0.0.2:\(registry.port)"), options)
            #expect([.certificate, .unreachable].contains(elsewhere?.code))
            let wrong = try await ping(RegistryHost("127.0.0.1:\(registry.port)"), options)
            #expect(wrong?.code == .certificate)
            #expect(wrong?.description.contains("another host") == true, "\(String(describing: wrong))")
            options.certificateAuthorityPath = "/nothing/here.pem"
            let missing = try await ping(host, options)
            #expect(missing?.code == .configuration)
            #expect(missing?.description.contains("/nothing/here.pem") == true)
        }
    }

    @Test("is told from one without, both ways")
    func mixedUp() async throws {
        try await withSecureRegistry { registry, certificate in
            // Plain http to a port that speaks TLS.
            let plain = try await ping(RegistryHost(registry.host), RegistryOptions())
            #expect(plain?.code == .refused, "\(String(describing: plain))")
            #expect(plain?.description.contains("HTTPS") == true, "\(String(describing: plain))")
            try await RegistryFixture.run { other in
                let secure = try await ping(
                    RegistryHost(other.host),
                    RegistryOptions(certificateAuthorityPath: certificate)
                )
                #expect(secure?.code == .certificate)
                #expect(secure?.description.contains("does not speak TLS") == true, "\(String(describing: secure))")
                #expect(secure?.remedy?.contains("insecure") == true)
            }
        }
    }

    private func ping(_ host: RegistryHost, _ options: RegistryOptions) async throws -> RegistryError? {
        try await registryError {
            try await RegistryClient.withClient(.tests([host: options]), credentials: .anonymous) {
                try await $0.ping(host)
            }
        }
    }

    private func withSecureRegistry(
        _ body: @escaping @Sendable (RegistryFixture, String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            for name in ["cert", "other"] {
                let made = try await runProgram(
                    [
                        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                        "-nodes", "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "\(name).key",
                        "-out", "\(name).pem",
                    ],
                    in: folder
                )
                try #require(made.exitCode == 0, "\(made.errors)")
            }
            var options = RegistryFixture.Options()
            options.certificate = (folder + "/cert.pem", folder + "/cert.key")
            try await RegistryFixture.run(options) { try await body($0, folder + "/cert.pem") }
        }
    }
}
