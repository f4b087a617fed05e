import StrataOCI

/// What a token server answers (https://distribution.github.io/distribution/spec/auth/token/).
struct BearerToken: Sendable {
    /// The token.
    var value: Secret
    /// When it should be renewed: somewhat before it ends.
    var renewal: ContinuousClock.Instant

    /// Reads an answer.
    ///
    /// - Returns: `nil` where it has no token.
    init?(_ body: [UInt8], now: ContinuousClock.Instant = .now) {
        guard let document = try? RawJSON(parsing: body).object,
            let text = ["token", "access_token"].lazy.compactMap({ document[$0]?.string }).first(where: { !$0.isEmpty }
            ),
            // What goes into a header.
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        value = Secret(text)
        // 60 s where nothing is said; clocks are not compared, so `issued_at` says nothing.
        let seconds = document["expires_in"]?.integer ?? 60
        let life = Double(min(max(seconds, 0), 86400))
        renewal = now + .seconds(life - min(10, life / 4))
    }
}
