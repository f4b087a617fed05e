import Crypto
import FoundationEssentials
package import StrataModel

/// What a worker shows: it executes one attempt of one run, and may write about that alone.
///
/// Signed by the server and kept nowhere. Text: `strata_at_`, 33 bytes in base64url, a dot, their HMAC-SHA256.
package struct AttemptToken: Sendable, Hashable {
    /// The run.
    package let run: RunID
    /// The attempt's number, from 1.
    package let attempt: Int32
    /// From when on it is not accepted.
    package let expiresAt: Timestamp

    /// Describes a token.
    package init(run: RunID, attempt: Int32, expiresAt: Timestamp) {
        self.run = run
        self.attempt = attempt
        self.expiresAt = expiresAt
    }

    /// What every such token begins with; no key does.
    static let prefix = "strata_at_"

    /// The token's text.
    func signed(with secret: ServerSecret) -> String {
        let claims = claims
        let code = HMAC<SHA256>.authenticationCode(for: claims, using: secret.key(for: .attemptToken))
        return "\(Self.prefix)\(Base64URL.encode(claims)).\(Base64URL.encode(Array(code)))"
    }

    /// Reads a token; `nil` where this server has not signed it.
    ///
    /// Does not look at the time.
    init?(_ text: some StringProtocol, signedWith secret: ServerSecret) {
        guard text.utf8.count < 200, text.hasPrefix(Self.prefix) else { return nil }
        let parts = text.dropFirst(Self.prefix.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let claims = Base64URL.decode(parts[0]), let code = Base64URL.decode(parts[1]),
            HMAC<SHA256>.isValidAuthenticationCode(
                code,
                authenticating: claims,
                using: secret.key(for: .attemptToken)
            )
        else {
            return nil
        }
        self.init(claims: claims)
    }

    /// A number for the form, the run, the attempt, and the moment.
    private var claims: [UInt8] {
        [Self.form] + run.pipelineRun.bytes + Self.bytes(run.index) + Self.bytes(attempt)
            + Self.bytes(expiresAt.microseconds)
    }

    private init?(claims: [UInt8]) {
        guard claims.count == Self.length, claims.first == Self.form,
            let pipelineRun = PipelineRunID(bytes: claims[1..<17])
        else {
            return nil
        }
        let index: RunIndex = Self.number(claims[17..<21])
        run = RunID(pipelineRun: pipelineRun, index: index)
        attempt = Self.number(claims[21..<25])
        expiresAt = Timestamp(microseconds: Self.number(claims[25..<33]))
    }

    private static let form: UInt8 = 1
    private static let length = 33

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    private static func number<Number: FixedWidthInteger>(_ bytes: ArraySlice<UInt8>) -> Number {
        bytes.reduce(into: Number.zero) { $0 = $0 << 8 | Number(truncatingIfNeeded: $1) }
    }
}
