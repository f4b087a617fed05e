import Foundation
import StrataModel
import StrataOCI
import StrataTestSupport
import Testing

@testable import StrataRegistry

/// Where credentials are found.
@Suite("Credentials in files")
struct CredentialFileTests {
    private static func pair(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    private static let file = """
        {"credHelpers": {"gcr.io": "gcr", "ecr.test": ""}, "auths": {
        "https://index.docker.io/v1/": {"auth": "\(pair("hub:h:ub"))"},
        "quay.io": {"username": "quay", "password": "q"},
        "quay.io/team": {"auth": "\(pair("team:t"))"},
        "quay.io/team/deep": {"auth": "\(pair("deep:d"))"},
        "https://old.test/v2/": {"auth": "\(pair("old:o"))"},
        "HOST.test:5000": {"auth": "\(pair("upper:u"))"},
        "token.test": {"auth": "\(pair("x:y"))", "identitytoken": "idt"},
        "ready.test": {"registrytoken": "rt"},
        "empty.test": {}}}
        """

    @Test(
        "belong to registries and parts of them",
        arguments: [
            ("debian", "hub:h:ub"), ("docker.io/team/x", "hub:h:ub"), ("quay.io/other/x", "quay:q"),
            ("quay.io/team/x", "team:t"),
            ("quay.io/team/deep/x", "deep:d"), ("quay.io/teams/x", "quay:q"), ("old.test/x", "old:o"),
            ("host.test:5000/x", "upper:u"),
            ("host.test/x", nil), ("token.test/x", "<token>:idt"), ("ready.test/x", "<bearer>:rt"),
            ("empty.test/x", nil), ("none.test/x", nil),
        ]
    )
    func keys(repository: String, expected: String?) throws {
        let file = try CredentialFile(path: "/c.json", bytes: Array(Self.file.utf8))
        let found: String? = try file.entries(for: ImageRepository(repository)).first.flatMap { entry in
            guard case .stored(let credential) = entry else { return nil }
            #expect(credential.origin == "auths in /c.json")
            return switch credential.kind {
            case .anonymous: nil
            case .password(let user, let password): "\(user):\(password.revealed)"
            case .identityToken(let token): "<token>:\(token.revealed)"
            case .registryToken(let token): "<bearer>:\(token.revealed)"
            }
        }
        #expect(found == expected)
    }

    @Test("are asked of helpers first, then of the store")
    func order() throws {
        let text =
            #"{"credsStore": "store", "credHelpers": {"docker.io": "hub", "gcr.io": "gcr"}, "auths": {"gcr.io": {"auth": "YTpi"}}}"#
        let file = try CredentialFile(path: "/c.json", bytes: Array(text.utf8))
        let hub = try file.entries(for: ImageRepository("debian"))
        let server = "https://index.docker.io/v1/"
        #expect(hub == [.helper(name: "hub", server: server), .helper(name: "store", server: server)])
        let other = try file.entries(for: ImageRepository("gcr.io/x"))
        #expect(other.count == 3)
        #expect(other.prefix(2) == [.helper(name: "gcr", server: "gcr.io"), .helper(name: "store", server: "gcr.io")])
    }

    @Test("are looked for in the places that the environment names")
    func places() {
        let all = ["REGISTRY_AUTH_FILE": "/a", "DOCKER_CONFIG": "/d", "XDG_RUNTIME_DIR": "/x", "HOME": "/h"]
        #expect(CredentialResolver.paths(all) == ["/a", "/d/config.json", "/x/containers/auth.json"])
        #expect(CredentialResolver.paths(["HOME": "/h", "XDG_RUNTIME_DIR": ""]) == ["/h/.docker/config.json"])
    }

    @Test(
        "that are malformed are an error without the content",
        arguments: [
            "{", "[]", #"{"auths": {"a": 1}}"#, #"{"auths": {"a": {"auth": "hunter22!"}}}"#,
            #"{"auths": {"a": {"auth": "aHVudGVyMjI="}}}"#,
            #"{"credHelpers": {"a": 1}}"#, #"{"auths": {"a": {}, "a": {}}}"#,
        ]
    )
    func malformed(text: String) {
        do {
            _ = try CredentialFile(path: "/c.json", bytes: Array(text.utf8))
            Issue.record("it was read")
        } catch {
            #expect(error.problem.contains("/c.json"))
            #expect(!error.problem.contains("hunter"))
        }
    }

    @Test("survive 10,000 mutations")
    func mutations() {
        let seed: UInt64 = 20_260_801
        print("seed \(seed)")
        mutate(Self.file, seed: seed, count: 10_000) { bytes in
            let file = try? CredentialFile(path: "/c.json", bytes: bytes)
            _ = try? file?.entries(for: ImageRepository("quay.io/team/x"))
        }
    }
}
