import Foundation
import StrataTestSupport
import Testing

@testable import StrataConfiguration

@Suite("Random files")
struct FuzzTests {
    /// Bytes that mean something in YAML, besides what is there already.
    private static let pieces = [
        ":", ": ", "- ", "\n", "\n  ", "\t", "#", "'", "\"", "{", "}", "[", "]", ",", "&a ", "*a", "!!str ", "|", ">",
        "?", "---\n",
        "...", "%", "@", "`", "${A}", "${", "$$", "\\", "**/", "..", "/", "\u{FEFF}", "é", "\r", "\r\n", "<<: ", "~",
        "null", "\0",
        "default: ", "image: ", "x: &b [*a, *a]\n",
    ]

    @Test("give a value or errors, and never take more memory than 64 MiB", arguments: [UInt64(20_251_123), 7])
    func mutations(_ seed: UInt64) async {
        print("seed \(seed)")
        // In a process of its own: other tests take memory too.
        await #expect(processExitsWith: .success) { [seed] in
            var generator = SeededGenerator(seed: seed)
            let before = Self.peakOfMemory()
            var values = 0
            for _ in 0..<10_000 where Self.isValue(Self.mutated(&generator)) { values += 1 }
            #expect(values > 100 && values < 9_900)
            #expect(Self.peakOfMemory() - before < 64 << 20)
            print("seed \(seed): \(values) values, \((Self.peakOfMemory() - before) >> 20) MiB")
        }
    }

    @Test(
        "of the largest size are read within the same bounds",
        arguments: [
            "-\n", "[", "a: 1\n", "? ", "- - - ", "{a: ", "'", "é", "&a ", "*a ", "[],", "a,", "\"\\x41\",",
            "- |\n  a\n",
        ]
    )
    func large(_ piece: String) async {
        await #expect(processExitsWith: .success) { [piece] in
            let before = Self.peakOfMemory()
            let body = String(repeating: piece, count: (ConfigurationText.limitOfBytes - 1) / piece.utf8.count)
            for start in ["", "["] { #expect(!complaints(start + body).isEmpty) }
            #expect(Self.peakOfMemory() - before < 64 << 20)
            print("\(piece.debugDescription): \((Self.peakOfMemory() - before) >> 20) MiB")
        }
    }

    /// Whether a file is valid; if it is not, each error is one line with something to do.
    private static func isValue(_ bytes: [UInt8]) -> Bool {
        do throws(ConfigurationErrors) {
            let configuration = try ImagesConfiguration.parse(bytes, file: "strata.yaml", environment: ["A": "1"])
            #expect(configuration.bases.first?.tag == BaseConfiguration.defaultTag)
            #expect(Set(configuration.bases.map(\.tag)).count == configuration.bases.count)
            return true
        } catch {
            #expect(!error.errors.isEmpty)
            for error in error.errors {
                let text = error.description
                #expect(!text.contains("\n") && !error.remedy.isEmpty && text.count < 1000, "\(text)")
            }
            return false
        }
    }

    private static func mutated(_ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = Array((Samples.all.randomElement(using: &generator) ?? "").utf8)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 0...12, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &generator))
            case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 3 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            default: bytes.insert(contentsOf: (pieces.randomElement(using: &generator) ?? "").utf8, at: place)
            }
        }
        return bytes
    }

    /// The most memory that this process has had, in bytes.
    private static func peakOfMemory() -> Int {
        var usage = rusage()
        #if os(Linux)
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
        #else
        getrusage(RUSAGE_SELF, &usage)
        return usage.ru_maxrss
        #endif
    }
}
