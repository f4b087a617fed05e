import StrataImages
import StrataTestSupport
import Testing

@Suite("The lock file")
struct LockFileTests {
    private static let entry = LockFile.Entry(
        image: "docker.io/library/debian:bookworm-slim",
        digest: Digest(hashing: [1]),
        mediaType: .ociIndex,
        platforms: ["linux/amd64": Digest(hashing: [2]), "linux/arm64/v8": Digest(hashing: [3])]
    )

    @Test("reads what it writes, the same text for the same content")
    func roundTrip() throws {
        let lock = LockFile(bases: ["cuda": Self.entry, "default": Self.entry])
        let read = try LockFile(parsing: Array(lock.text.utf8), path: "strata.lock")
        #expect(read == lock && read.text == lock.text)
        let empty = try LockFile(parsing: Array(LockFile().text.utf8), path: "strata.lock")
        #expect(empty == LockFile())
    }

    @Test("is JSON to others")
    func json() async throws {
        try await withTemporaryFolder { folder in
            try LockFile(bases: ["cuda": Self.entry]).save(folder + "/strata.lock")
            let outcome = try await runProgram([
                "python3", "-c", "import json,sys; print(json.load(open(sys.argv[1]))['bases']['cuda']['digest'])",
                folder + "/strata.lock",
            ])
            #expect(outcome.output == "\(Digest(hashing: [1]))\n", "\(outcome.errors)")
            #expect(try LockFile.load(folder + "/strata.lock").bases["cuda"] == Self.entry)
            #expect(try LockFile.load(folder + "/none") == LockFile())
        }
    }

    @Test(
        "says what is malformed",
        arguments: [
            ("", "too soon"), ("{}", "no version"), (#"{"version":2,"bases":{}}"#, "version 2"),
            (#"{"version":1}"#, "no bases"),
            (#"{"version":1,"bases":{"a":{}}}"#, "bases.a"),
            (#"{"version":1,"bases":{"a":{"image":"i","mediaType":"m","platforms":{},"digest":"x"}}}"#, "no digest"),
            ("<<<<<<< HEAD", "character"),
        ]
    )
    func malformed(text: String, part: String) {
        let error = #expect(throws: LockError.self) { try LockFile(parsing: Array(text.utf8), path: "strata.lock") }
        #expect(error?.description.contains(part) == true, "\(String(describing: error))")
        #expect(error?.description.hasPrefix("strata.lock") == true)
    }
}
