import StrataModel
import StrataOCI
import Testing

@Suite("Image references")
struct ImageReferenceTests {
    private static let digest = "sha256:" + String(repeating: "ab", count: 32)

    @Test(
        "are read as docker reads them",
        arguments: [
            // Docker Hub's short names.
            ("debian", "docker.io/library/debian"),
            ("debian:bookworm-slim", "docker.io/library/debian:bookworm-slim"),
            ("nvidia/cuda:12.4.1-runtime-ubuntu22.04", "docker.io/nvidia/cuda:12.4.1-runtime-ubuntu22.04"),
            ("docker.io/debian", "docker.io/library/debian"),
            ("index.docker.io/library/debian", "docker.io/library/debian"),
            ("registry-1.docker.io/a/b", "docker.io/a/b"),
            // A first component with a dot, a port or an upper-case letter is a host, and so is localhost.
            ("nvcr.io/nvidia/cuda:12", "nvcr.io/nvidia/cuda:12"),
            ("localhost/a", "localhost/a"),
            ("localhost:5000/a:b", "localhost:5000/a:b"),
            ("registry:5000/a/b/c", "registry:5000/a/b/c"),
            ("HOST/a", "HOST/a"),
            ("team/a.b/c__d/e-f--g", "docker.io/team/a.b/c__d/e-f--g"),
            // A port needs a path after it: this is a tag.
            ("debian:5000", "docker.io/library/debian:5000"),
            // IPv6.
            ("[::1]:5000/a:b", "[::1]:5000/a:b"),
            ("[2001:db8::1]/a", "[2001:db8::1]/a"),
            // Digests, alone and beside a tag.
            ("debian@\(digest)", "docker.io/library/debian@\(digest)"),
            ("r.example.com:8443/a:v1@\(digest)", "r.example.com:8443/a:v1@\(digest)"),
            ("a:_Tag.1-2", "docker.io/library/a:_Tag.1-2"),
        ]
    )
    func valid(text: String, full: String) throws {
        let reference = try ImageReference(text)
        #expect(reference.description == full)
        #expect(try ImageReference(reference.description) == reference)
    }

    @Test(
        "are refused with the part that is malformed",
        arguments: [
            ("", "empty"), ("Debian", "lower-case"), ("a//b", "''"), ("/a", "''"), ("a/", "''"), ("a:", "no tag"),
            ("a:.b", "no tag"), ("a:" + String(repeating: "t", count: 129), "no tag"), ("a@sha256:12", "no digest"),
            ("a@" + digest.uppercased(), "no digest"), ("a@md5:abc", "no digest"), ("-a", "no part"),
            ("a-/b", "no part"),
            ("a___b", "no part"), ("a..b", "no part"), ("a b", "no part"), ("host.example.com:0/a", "no port"),
            ("host.example.com:99999/a", "no port"), ("host.example.com:x/a", "no port"), ("[::1/a", "']'"),
            ("[hello]/a", "IPv6"), ("[::1]x/a", "after the address"), ("-host.com/a", "no host name"),
            ("a..com/b", "no host name"), (String(repeating: "a", count: 256), "longer than 255"),
            (String(repeating: "a", count: 2000), "longer than 1024"), ("größe", "no part"), ("a\n", "no part"),
        ]
    )
    func invalid(text: String, part: String) {
        let error = #expect(throws: ImageReferenceError.self) { try ImageReference(text) }
        #expect(error?.description.contains(part) == true, "\(String(describing: error))")
    }

    @Test(
        "tell loopback hosts by what they are, not by how they begin",
        arguments: [
            ("localhost/a", true), ("localhost:5000/a", true), ("127.0.0.1:5000/a", true), ("127.1.2.3/a", true),
            ("[::1]:5000/a", true), ("localhost.example.com/a", false), ("127.example.com/a", false),
            ("127.0.0.256/a", false), ("10.0.0.1/a", false), ("debian", false),
        ]
    )
    func loopback(text: String, isLoopback: Bool) throws {
        #expect(try ImageReference(text).registry.isLoopback == isLoopback)
    }

    @Test("survive 10,000 mutations")
    func mutations() {
        let samples = ["localhost:5000/a/b:c@\(Self.digest)", "[::1]:80/x:y", "nvcr.io/nvidia/cuda:12.4-x"]
        for text in Mutations.of(samples.map { Array($0.utf8) }, count: 10_000, seed: 11) {
            let string = String(decoding: text, as: UTF8.self)
            guard let reference = try? ImageReference(string) else { continue }
            #expect((try? ImageReference(reference.description)) == reference, "\(string)")
        }
    }
}
