public import StrataModel

/// Where a server is: `http://host:port`, `https://host`, either with a path before the server's own paths.
public struct ServerAddress: Sendable, Hashable {
    /// Whether it is https.
    public let isSecure: Bool
    /// The name or address, an IPv6 address without its brackets.
    public let host: String
    /// The port; the scheme's own where none was written.
    public let port: Int
    /// The path that stands before the server's own, without a slash at its end; most often empty.
    public let prefix: String

    /// Parses an address.
    ///
    /// - Throws: ``ClientError`` with code `configuration` for other schemes, for a user, password, query or fragment in it,
    ///   and for what is malformed. What was written is not repeated where it may hold a password.
    public init(_ text: String) throws(ClientError) {
        guard text.utf8.count <= 2048, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Self.malformed(nil)
        }
        let lowered = text.prefix(8).lowercased()
        guard lowered.hasPrefix("http://") || lowered.hasPrefix("https://") else {
            throw Self.malformed(text.contains("@") ? nil : text)
        }
        let isSecure = lowered.hasPrefix("https://")
        let rest = text.dropFirst(isSecure ? 8 : 7)
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        guard !rest.contains("@"), !rest.contains("?"), !rest.contains("#") else { throw Self.malformed(nil) }
        guard let (host, port) = Self.authority(rest[..<end]) else { throw Self.malformed(text) }
        self.isSecure = isSecure
        self.host = host.lowercased()
        self.port = port ?? (isSecure ? 443 : 80)
        var path = rest[end...]
        while path.hasSuffix("/") { path = path.dropLast() }
        guard !path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else {
            throw Self.malformed(text)
        }
        prefix = String(path)
    }

    /// Whether it is this machine, as far as the name tells.
    public var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }

    /// The address of a pipeline run's page, for people.
    public func page(of pipelineRun: PipelineRunID) -> String {
        "\(self)/pipeline-runs/\(pipelineRun)"
    }

    private static func malformed(_ text: String?) -> ClientError {
        let quoted = text.map { "'\($0.prefix(200))'" } ?? "what was given"
        return ClientError(
            .configuration,
            "\(quoted) is no address of a server.",
            remedy: "Write it as http://host:port or https://host, without user, password, '?' and '#'."
        )
    }

    private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
        var name = text
        var portText: Substring?
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            name = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard name.contains(":"), name.allSatisfy({ $0.isHexDigit || ":.".contains($0) }),
                rest.isEmpty || rest.hasPrefix(":")
            else { return nil }
            portText = rest.isEmpty ? nil : rest.dropFirst()
        } else {
            if let colon = text.firstIndex(of: ":") {
                name = text[..<colon]
                portText = text[text.index(after: colon)...]
            }
            guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) }) else {
                return nil
            }
        }
        guard let portText else { return (String(name), nil) }
        guard portText.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(portText),
            (1...65535).contains(port)
        else { return nil }
        return (String(name), port)
    }
}

extension ServerAddress: CustomStringConvertible {
    /// The address without a slash at its end; the port only where it is not the scheme's own.
    public var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        let isUsual = port == (isSecure ? 443 : 80)
        return (isSecure ? "https://" : "http://") + name + (isUsual ? "" : ":\(port)") + prefix
    }
}
