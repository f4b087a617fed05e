/// The host of a registry as references name it, with its port where one is given.
public struct RegistryHost: Sendable, Hashable {
    /// Docker Hub, the registry of references that name none.
    public static let dockerHub = RegistryHost(trusted: "docker.io", name: "docker.io", port: nil)

    /// As written: `registry.example.com:5000`, `[::1]:5000`.
    public let text: String
    /// The name or address, without brackets and port.
    public let name: String
    /// The port, or `nil` for the scheme's own.
    public let port: Int?

    /// Parses a host and perhaps a port.
    ///
    /// Docker Hub's other names, `index.docker.io` and `registry-1.docker.io`, mean `docker.io`.
    ///
    /// - Throws: ``ImageReferenceError`` that says which part is malformed.
    public init(_ text: some StringProtocol) throws(ImageReferenceError) {
        let text = String(text)
        let (name, portText) = try Self.split(text)
        var port: Int?
        if let portText {
            let isNumber = !portText.isEmpty && portText.utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard isNumber, let number = Int(portText), (1...65535).contains(number) else {
                throw ImageReferenceError(text, "'\(portText)' is no port: expected a number from 1 to 65535")
            }
            port = number
        }
        if ["docker.io", "index.docker.io", "registry-1.docker.io"].contains(name), port == nil || port == 443 {
            self = .dockerHub
            return
        }
        self.init(trusted: text, name: name, port: port)
    }

    private init(trusted text: String, name: String, port: Int?) {
        self.text = text
        self.name = name
        self.port = port
    }

    /// Whether it is this machine, by its name alone: `localhost`, 127.0.0.0/8 or `::1`.
    public var isLoopback: Bool {
        if name == "localhost" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func split(_ text: String) throws(ImageReferenceError) -> (name: String, port: String?) {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else {
                throw ImageReferenceError(text, "the address has no closing ']'")
            }
            let address = text[text.index(after: text.startIndex)..<end]
            let isAddress =
                address.contains(":") && address.allSatisfy { $0.isASCII && ($0.isHexDigit || ":.".contains($0)) }
            guard isAddress else { throw ImageReferenceError(text, "'\(address)' is no IPv6 address") }
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else {
                throw ImageReferenceError(text, "'\(rest)' stands after the address where only ':<port>' may")
            }
            return (address.lowercased(), rest.isEmpty ? nil : String(rest.dropFirst()))
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard !labels.isEmpty, labels.allSatisfy(isLabel), name.utf8.count <= 253 else {
            throw ImageReferenceError(text, "'\(name)' is no host name")
        }
        return (name.lowercased(), parts.count > 1 ? String(parts[1]) : nil)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        guard let first = label.first, let last = label.last, first != "-", last != "-" else { return false }
        return label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
}

extension RegistryHost: CustomStringConvertible {
    /// As written.
    public var description: String { text }
}
