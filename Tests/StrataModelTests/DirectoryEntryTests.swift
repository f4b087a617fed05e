import StrataModel
import Testing

@Suite("Entries of folders")
struct DirectoryEntryTests {
    private static let digest = Digest(hashing: [])

    @Test("that stay inside are recognised", arguments: ["a", "a/b.txt", "..a/b..", ".hidden", "a b/ü"])
    func contained(path: String) {
        #expect(DirectoryEntry(path: path, digest: Self.digest, size: 0, isExecutable: false).isContained)
    }

    @Test("that lead out are not", arguments: ["", "/", "/a", "..", "a/../b", "a//b", "a/", "./a", "a\0b"])
    func escaping(path: String) {
        #expect(!DirectoryEntry(path: path, digest: Self.digest, size: 0, isExecutable: false).isContained)
    }

    @Test(
        "that are links are judged by where they lead",
        arguments: [
            ("a", "b", true), ("a/b", "../c", true), ("a/b", "../../c", false), ("a", "/etc/passwd", false),
            ("a", "", false), ("a", "b/../../c", false), ("a/b/c", "../../d/e", true), ("a", "b/../c", false),
            ("a/b", "./../c", true), ("a/b", "../..", false), ("a", "..", false),
        ]
    )
    func links(path: String, link: String, isContained: Bool) {
        #expect(DirectoryEntry(path: path, link: link).isContained == isContained)
    }
}
