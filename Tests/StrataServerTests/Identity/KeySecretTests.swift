import Foundation
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataServer

/// 32 bytes of zero.
private let zeros = String(repeating: "A", count: 43)

@Suite("Keys as their owners have them")
struct KeySecretTests {
    @Test("are read back as they were written, and no two are alike")
    func roundTrip() throws {
        var seen: Set<String> = []
        for _ in 0..<1000 {
            let secret = KeySecret()
            #expect(secret.text.wholeMatch(of: /strata_[0-9a-f]{8}_[A-Za-z0-9_-]{43}/) != nil)
            let read = try #require(KeySecret(secret.text))
            #expect(read == secret)
            #expect(read.hash == secret.hash)
            #expect(read.hash.count == 32)
            seen.insert(secret.text)
        }
        #expect(seen.count == 1000)
    }

    @Test(
        "are refused where they are anything else",
        arguments: [
            "", "strata", "strata_", "strata_1a2b3c4d", "strata_1a2b3c4d_",
            "strata_1a2b3c4d_\(zeros.dropLast())", "strata_1a2b3c4d_\(zeros)A",
            // The last character has two bits that belong to no byte.
            "strata_1a2b3c4d_\(zeros.dropLast())B",
            "strata_1a2b3c4d_\(zeros.dropLast())=", "strata_1a2b3c4d_\(zeros.dropLast())+",
            "Strata_1a2b3c4d_\(zeros)", "strata_1A2B3C4D_\(zeros)", "strata_1a2b3c4g_\(zeros)",
            "strata-1a2b3c4d_\(zeros)", "strata_1a2b3c4d-\(zeros)", " strata_1a2b3c4d_\(zeros.dropLast())",
            "strata_1a2b3c4d_\(zeros.dropLast(2))ä", "strata_at_\(zeros).\(zeros)",
        ]
    )
    func malformed(_ text: String) {
        #expect(KeySecret(text) == nil)
    }

    @Test("of 32 zeros is well-formed, so that the table above fails for the reasons it gives")
    func wellFormed() {
        #expect(KeySecret("strata_1a2b3c4d_\(zeros)") != nil)
    }

    @Test("are never printed, however they are printed")
    func printing() throws {
        let secret = KeySecret()
        let part = String(secret.text.suffix(43))
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])", "\(Optional(secret) as Any)"] {
            #expect(!text.contains(part))
            #expect(text.contains(secret.id))
        }
        let cookie = SessionCookie(at: .now)
        var cookieDump = ""
        dump(Credential.session(cookie), to: &cookieDump)
        #expect(!cookieDump.contains(cookie.text.prefix(43)))
        #expect(!"\(Credential.session(cookie))".contains(cookie.text.prefix(43)))
    }

    @Test("are written in the same base64 as Foundation's, and read back, for bytes of any length")
    func base64() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            let expected = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
                .replacing("=", with: "")
            #expect(Base64URL.encode(bytes) == expected)
            #expect(Base64URL.decode(expected) == bytes)
        }
        for text in ["A", "AAAAA", "A=", "AA==", "A+", "A/", "A A", "é", "AB", "AAB"] {
            #expect(Base64URL.decode(text) == nil, "\(text)")
        }
    }

    @Test(
        "are compared over their whole length",
        arguments: [
            ("", "", true), ("a", "a", true), ("a", "b", false), ("ab", "a", false), ("abc", "abd", false),
            ("xbc", "abc", false), ("a\0", "a", false),
        ]
    )
    func comparison(_ left: String, _ right: String, _ areEqual: Bool) {
        #expect(ConstantTime.areEqual(left, right) == areEqual)
    }
}
