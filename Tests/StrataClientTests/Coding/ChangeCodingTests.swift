import FoundationEssentials
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@Suite("Changes on the wire")
struct ChangeCodingTests {
    @Test("come back as they were, whatever is in them", arguments: UInt64(1)...200)
    func roundTrip(seed: UInt64) throws {
        var changes = RandomChanges(seed: seed)
        let batch = ChangeBatch(number: Int64(seed), changes: (0..<20).map { _ in changes.change() })
        let bytes = try APICoding.encoder.encode(batch)
        let read = try APICoding.decoder.decode(ChangeBatch.self, from: bytes)
        #expect(read == batch, "seed \(seed)")
        #expect(try APICoding.encoder.encode(read) == bytes, "seed \(seed)")
    }

    @Test("keep NaN", arguments: UInt64(1)...50)
    func notANumber(seed: UInt64) throws {
        var changes = RandomChanges(seed: seed)
        changes.hasNaN = true
        let batch = ChangeBatch(number: 0, changes: (0..<20).map { _ in changes.change() })
        let bytes = try APICoding.encoder.encode(batch)
        let read = try APICoding.decoder.decode(ChangeBatch.self, from: bytes)
        #expect(try APICoding.encoder.encode(read) == bytes, "seed \(seed)")
    }

    @Test(
        "are refused where they are none",
        arguments: [
            "{}", "[]", "3", "null", "{\"log\":{}}", "{\"ended\":{\"state\":\"x\",\"time\":1}}", "{\"unknown\":{}}",
            "{\"ended\":{\"state\":\"failed\",\"time\":1},\"log\":{}}", "{\"transition\":{\"index\":1e99}}",
        ]
    )
    func refused(json: String) throws {
        #expect(throws: DecodingError.self) {
            try APICoding.decoder.decode(RecordChange.self, from: Data(json.utf8))
        }
    }

    @Test("with random bytes in them are refused or read, and never stop the process", arguments: UInt64(1)...100)
    func fuzz(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var changes = RandomChanges(seed: seed)
        var bytes = try APICoding.encoder.encode(ChangeBatch(number: 1, changes: [changes.change(), changes.change()]))
        for _ in 0..<20 {
            let position = Int.random(in: 0..<bytes.count, using: &generator)
            bytes[bytes.startIndex + position] = UInt8.random(in: .min ... .max, using: &generator)
            guard let read = try? APICoding.decoder.decode(ChangeBatch.self, from: bytes) else { continue }
            let again = try APICoding.encoder.encode(read)
            #expect(!again.isEmpty, "seed \(seed)")
        }
    }
}
