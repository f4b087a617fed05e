import Foundation
import NIOHTTP1
import StrataModel
import Synchronization

/// A token server, and the guard that asks for its tokens.
final class TokenAuthority: Sendable {
    struct Rules: Sendable {
        /// What `Authorization` has to be to get a token; `nil` lets everyone have one.
        var credentials: String?
        /// The refresh token to get one for by POST.
        var refreshToken: String?
        /// How many requests a token opens.
        var uses = Int.max
        /// How many of the scopes asked for are granted.
        var scopes = Int.max
        /// Answers with `access_token` in place of `token`.
        var usesOtherName = false
    }

    private struct State {
        var tokens: [String: (uses: Int, scopes: [String])] = [:]
        var asked: [[String]] = []
    }

    let rules: Rules
    private let state = Mutex(State())

    init(_ rules: Rules = Rules()) {
        self.rules = rules
    }

    /// The scopes that were asked for, one list for each token.
    var asked: [[String]] { state.withLock { $0.asked } }

    /// Answers at `/token`.
    func issue(_ head: HTTPRequestHead, body: [UInt8]) -> (Int, String) {
        let query =
            head.method == .POST
            ? String(decoding: body, as: UTF8.self) : String(head.uri.split(separator: "?").last ?? "")
        let fields = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        func values(_ name: String) -> [String] {
            fields.filter { $0.first == name }.compactMap { $0.last }.map(Self.decode)
        }
        let isAllowed =
            head.method == .POST
            ? values("refresh_token").first == rules.refreshToken && values("grant_type") == ["refresh_token"]
            : rules.credentials == nil || head.headers.first(name: "authorization") == rules.credentials
        guard isAllowed else { return (401, #"{"details": "incorrect username or password"}"#) }
        let scopes = values("scope").flatMap { $0.split(separator: " ").map(String.init) }
        return state.withLock { state in
            state.asked.append(scopes)
            let token = "token-\(state.asked.count)"
            state.tokens[token] = (rules.uses, Array(scopes.prefix(rules.scopes)))
            return (200, #"{"\#(rules.usesOtherName ? "access_token" : "token")": "\#(token)", "expires_in": 300}"#)
        }
    }

    /// Whether a request carries a token that opens what it asks for.
    func admits(_ head: HTTPRequestHead) -> Bool {
        guard let header = head.headers.first(name: "authorization"), header.hasPrefix("Bearer ") else { return false }
        let token = String(header.dropFirst(7))
        return state.withLock { state in
            guard let known = state.tokens[token], known.uses > 0 else { return false }
            state.tokens[token]?.uses -= 1
            return needed(head).allSatisfy { need in known.scopes.contains { $0 == need || $0.hasPrefix(need) } }
        }
    }

    /// The scopes that a request needs, `repository:a/b:pull`.
    func needed(_ head: HTTPRequestHead) -> [String] {
        let parts = head.uri.split(separator: "?", maxSplits: 1)
        guard let path = parts.first, path.hasPrefix("/v2/"), path != "/v2/" else { return [] }
        let name =
            ["/manifests/", "/blobs/", "/tags/"].compactMap { mark in
                path.dropFirst(4).ranges(of: mark).first.map { path.dropFirst(4)[..<$0.lowerBound] }
            }.first ?? ""
        let isRead = head.method == .GET || head.method == .HEAD
        var scopes = ["repository:\(name):\(isRead ? "pull" : "pull,push")"]
        if parts.count > 1, let from = parts[1].split(separator: "&").first(where: { $0.hasPrefix("from=") }) {
            scopes.append("repository:\(Self.decode(String(from.dropFirst(5)))):pull")
        }
        return scopes
    }

    private static func decode(_ text: String) -> String {
        text.removingPercentEncoding ?? text
    }
}
