#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Base64 (RFC 4648), as `auth` members and Basic authentication have it.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
    }

    /// - Returns: `nil` for what is no Base64; missing padding and the URL alphabet are understood.
    static func decode(_ text: String) -> [UInt8]? {
        var standard = text.filter { !$0.isWhitespace && $0 != "=" }
        standard = String(standard.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        standard += String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        return Data(base64Encoded: standard).map(Array.init)
    }
}
