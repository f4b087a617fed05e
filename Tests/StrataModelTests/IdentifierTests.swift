import StrataModel
import StrataTestSupport
import Testing

@Suite("Identifiers and digests")
struct IdentifierTests {
    @Test("are read as they are written", arguments: 0..<20)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pipelineRun = PipelineRunID(using: &generator)
        #expect(PipelineRunID(pipelineRun.description) == pipelineRun)
        let run = RunID(pipelineRun: pipelineRun, index: RunIndex.random(in: 0 ... .max, using: &generator))
        #expect(RunID(run.description) == run)
        let digest = Digest(hashing: pipelineRun.bytes)
        #expect(Digest(digest.description) == digest)
    }

    @Test("that are malformed are refused", arguments: ["", "x", "12.", ".1", "00.-1", "00.1.2", "00112233.4", "é.1"])
    func malformedRuns(text: String) {
        #expect(RunID(text) == nil)
        #expect(PipelineRunID(text) == nil)
    }

    @Test(
        "digests of other algorithms and lengths are refused",
        arguments: [
            "", "sha256:", "sha256:00", "sha512:" + String(repeating: "0", count: 64),
            "sha256:" + String(repeating: "g", count: 64),
        ]
    )
    func malformedDigests(text: String) {
        #expect(Digest(text) == nil)
    }

    @Test("the digest of nothing and of 'abc' are those of FIPS 180-2")
    func knownDigests() {
        #expect(Digest(hashing: []).hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            Digest(hashing: Array("abc".utf8)).hexadecimal
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test("a digest does not depend on how the bytes arrive", arguments: 0..<20)
    func streamed(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = (0..<1000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        var hasher = Digest.Hasher()
        var position = 0
        while position < bytes.count {
            let end = min(bytes.count, position + Int.random(in: 1...100, using: &generator))
            hasher.update(Array(bytes[position..<end]))
            position = end
        }
        #expect(hasher.finalized() == Digest(hashing: bytes))
    }
}
