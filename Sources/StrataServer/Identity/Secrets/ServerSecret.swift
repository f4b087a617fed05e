import Crypto
import FoundationEssentials

/// What only this server knows, and signs with.
///
/// Lies in the store's folder, so that what was signed holds after a restart.
package struct ServerSecret: Sendable {
    private let root: SymmetricKey

    /// Takes the secret's bytes.
    init(bytes: [UInt8]) {
        root = SymmetricKey(data: bytes)
    }

    /// A secret that nobody else has and that is not kept.
    package static func temporary() -> ServerSecret {
        ServerSecret(bytes: RandomBytes.make(length))
    }

    /// The key for one purpose, so that what was signed for one is nothing in another.
    func key(for purpose: Purpose) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Data(purpose.rawValue.utf8), outputByteCount: 32)
    }

    /// What keys are derived for.
    enum Purpose: String {
        /// Tokens of workers.
        case attemptToken = "strata attempt token 1"
        /// The token in the form of the sign-in page.
        case signInToken = "strata sign-in token 1"
    }

    /// The number of bytes.
    static let length = 32
}

extension ServerSecret: CustomStringConvertible, CustomReflectable {
    /// Says nothing of the secret.
    package var description: String { "ServerSecret" }

    /// Without the secret.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
