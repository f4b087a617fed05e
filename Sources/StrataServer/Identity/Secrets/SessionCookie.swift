import StrataModel

/// What a browser has after it signed in: 256 random bits, and when that was.
///
/// The store has the hash of the whole text alone; so the time, which ends every session after a week, cannot be changed
/// either. What is printed of it says nothing.
struct SessionCookie: Sendable, Hashable {
    /// When the browser signed in, to the second.
    let signedInAt: Timestamp
    /// The cookie's value.
    let text: String

    /// A new one.
    init(at time: Timestamp) {
        let seconds = max(0, time.microseconds / 1_000_000)
        signedInAt = Timestamp(microseconds: seconds * 1_000_000)
        text = "\(Base64URL.encode(RandomBytes.make(32))).\(String(seconds, radix: 36))"
    }

    /// Reads a cookie's value; `nil` for anything that is none of ours.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 64, parts.count == 2, let random = Base64URL.decode(parts[0]), random.count == 32,
            let seconds = Int64(parts[1], radix: 36), (0...Self.lastSecond).contains(seconds)
        else {
            return nil
        }
        signedInAt = Timestamp(microseconds: seconds * 1_000_000)
        self.text = String(text)
    }

    /// What the store keeps of it.
    ///
    /// As for keys, a fast hash is right for so many random bits.
    var hash: [UInt8] {
        Digest(hashing: Array(text.utf8)).bytes
    }

    /// The name.
    static let name = "strata_session"
    /// Seconds without a request after which a session ends.
    static let idleSeconds: Int64 = 12 * 3600
    /// Seconds after which every session ends.
    static let longestSeconds: Int64 = 7 * 24 * 3600
    private static let lastSecond: Int64 = 1 << 40

    /// Until when a session lasts that is used at `time`.
    func expiry(usedAt time: Timestamp) -> Timestamp {
        let idle = time.microseconds + Self.idleSeconds * 1_000_000
        return Timestamp(microseconds: min(idle, signedInAt.microseconds + Self.longestSeconds * 1_000_000))
    }
}

extension SessionCookie: CustomStringConvertible, CustomReflectable {
    var description: String { "SessionCookie" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
