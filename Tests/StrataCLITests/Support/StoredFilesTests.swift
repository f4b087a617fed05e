import StrataModel
import Testing

@testable import StrataCommands

@Suite struct StoredFilesTests {
    private static let digest = Digest(hashing: [])

    @Test("values that refer to files are recognised")
    func recognises() {
        let file = #"{"strataFile":{"digest":"\#(Self.digest)","size":3,"name":"x.csv"}}"#
        #expect(
            StoredFiles.reference(in: Array(file.utf8)) == .file(.init(digest: Self.digest, size: 3, name: "x.csv"))
        )
        let directory = #"""
            {"strataDirectory":{"entries":[{"path":"a/b.txt","digest":"\#(Self.digest)","size":1,"isExecutable":false}],"name":"d"}}
            """#
        let entry = DirectoryEntry(path: "a/b.txt", digest: Self.digest, size: 1, isExecutable: false)
        #expect(StoredFiles.reference(in: Array(directory.utf8)) == .directory([entry]))
    }

    @Test(
        "other values are not",
        arguments: [
            "1", "[]", "{}", #"{"strataFile":1}"#, #"{"strataFile":null}"#, #""strataFile""#,
            #"{"strataFile":{"digest":"sha256:00","size":3,"name":"x"}}"#, #"{"strataDirectory":{"entries":1}}"#,
            #"{"other":1,"strataDirectory":{"entries":[]}}"#,
        ]
    )
    func others(_ json: String) {
        #expect(StoredFiles.reference(in: Array(json.utf8)) == nil)
    }

    @Test("entries that stay inside are accepted", arguments: ["a", "a/b.txt", "..a/b..", ".hidden", "a b/ü"])
    func inside(_ path: String) {
        #expect(ContainedPath(path)?.components.joined(separator: "/") == path)
    }

    @Test(
        "entries that would lead outside are refused",
        arguments: ["", "/", "/a", "..", "a/../b", "a//b", "a/", "./a"]
    )
    func outside(_ path: String) {
        #expect(ContainedPath(path) == nil)
    }

    @Test("an entry with a NUL is refused")
    func entryWithNUL() {
        #expect(ContainedPath("a\0b") == nil)
    }
}
