import Foundation
import StrataTestSupport
import Testing

/// A browser's session, opened as a browser does: the form is loaded and sent back.
struct Session: Sendable {
    /// What the browser sends with each request.
    var cookie: String
    /// How the cookie was set.
    var attributes: String
    /// What every form and script sends, too.
    var token: String
    /// Where the browser was led.
    var location: String

    /// Signs in.
    static func open(_ server: ServerProgram, key: String, next: String = "/") async throws -> Session {
        let allowed = CharacterSet.alphanumerics
        let query = next.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        let form = try await server.send("GET", "/sign-in?next=\(query)")
        let formCookie = try #require(form.headers["set-cookie"]?.prefix { $0 != ";" })
        let formToken = try #require(field("csrf", in: form.text))
        let kept = field("next", in: form.text) ?? ""
        let fields = ["key": key, "csrf": formToken, "next": kept.isEmpty ? next : kept]
        let body = fields.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")" }
        let answer = try await server.sendOnce(
            "POST",
            "/sign-in",
            headers: ["Cookie": String(formCookie), "Content-Type": "application/x-www-form-urlencoded"],
            body: Data(body.joined(separator: "&").utf8)
        )
        let set = try #require(answer.cookies.first { $0.hasPrefix("strata_session=") }, "\(answer)")
        let cookie = String(set.prefix { $0 != ";" })
        let page = try await server.send("GET", "/runs", headers: ["Cookie": cookie, "Accept": "text/html"])
        let match = try #require(page.text.firstMatch(of: /data-csrf="([^"]+)"/), "\(page.text.prefix(500))")
        return Session(cookie: cookie, attributes: set, token: String(match.output.1), location: answer.location)
    }

    private static func field(_ name: String, in html: String) -> String? {
        let input = html.matches(of: /<input[^>]*>/).map { String($0.output) }.first { $0.contains("name=\"\(name)\"") }
        return input?.firstMatch(of: /value="([^"]*)"/).map { String($0.output.1) }
    }
}

extension ServerProgram {
    /// An answer that leads elsewhere.
    struct Redirection {
        var status: String
        var location: String
        var cookies: [String]
    }

    /// Sends a request without following where it leads; all of its cookies are told.
    func sendOnce(_ method: String, _ path: String, headers: [String: String], body: Data) async throws -> Redirection {
        let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        let head =
            "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\(lines)"
            + "Content-Length: \(body.count)\r\n\r\n"
        let answer = try await RawConnection.run(to: port) { reader, writer in
            try await writer.send(head + String(decoding: body, as: UTF8.self))
            return await reader.read(for: .seconds(20))
        }
        let fields = answer.text.prefix { _ in true }.split(separator: "\r\n", omittingEmptySubsequences: false)
            .prefix { !$0.isEmpty }
        func values(_ name: String) -> [String] {
            fields.filter { $0.lowercased().hasPrefix(name + ":") }
                .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }
        return Redirection(
            status: String(fields.first ?? ""),
            location: values("location").first ?? "",
            cookies: values("set-cookie")
        )
    }
}
