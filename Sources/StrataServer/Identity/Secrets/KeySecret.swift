import StrataModel

/// A key as its owner has it: `strata_<8 hexadecimal digits>_<43 characters of base64url>`.
///
/// What is printed of it is its identifier alone, so that none reaches a log by accident.
package struct KeySecret: Sendable, Hashable {
    /// The public part: names the key in lists and logs.
    package let id: String
    private let secret: [UInt8]

    /// A new key from the system's source of secrets.
    package init() {
        id = Hexadecimal.encode(RandomBytes.make(4))
        secret = RandomBytes.make(Self.secretLength)
    }

    /// Reads a key; `nil` for anything that is none.
    package init?(_ text: some StringProtocol) {
        // By position, since the last part may have underscores, too.
        let bytes = Array(text.utf8)
        guard bytes.count == Self.textLength, text.hasPrefix(Self.prefix), bytes[15] == UInt8(ascii: "_") else {
            return nil
        }
        let id = String(decoding: bytes[7..<15], as: UTF8.self)
        guard Self.isIdentifier(id),
            let secret = Base64URL.decode(String(decoding: bytes[16...], as: UTF8.self)),
            secret.count == Self.secretLength
        else {
            return nil
        }
        self.id = id
        self.secret = secret
    }

    /// The whole key, to be shown once to its owner.
    package var text: String {
        "\(Self.prefix)\(id)_\(Base64URL.encode(secret))"
    }

    /// What the store keeps of it.
    ///
    /// A fast hash is right here: slow ones make it dear to try the few passwords that people think of, while nobody can
    /// try 2^256 secrets at any speed.
    package var hash: [UInt8] {
        Digest(hashing: secret).bytes
    }

    /// Whether a text could be a key's identifier: eight lower-case hexadecimal digits.
    package static func isIdentifier(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 8 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static let prefix = "strata_"
    private static let secretLength = 32
    private static let textLength = 59
}

extension KeySecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The identifier, and dots in place of the secret.
    package var description: String { "\(Self.prefix)\(id)_…" }

    /// As ``description``.
    package var debugDescription: String { description }

    /// Without the secret.
    package var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
