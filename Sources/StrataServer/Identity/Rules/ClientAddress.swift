package import NIOCore

/// What failures are counted by: an IPv4 address, or the /64 of an IPv6 address, which is what one client gets.
package struct ClientAddress: Sendable, Hashable {
    /// For logs.
    package let text: String

    /// The address at the other end of a connection; requests without one, as from a Unix socket, count together.
    package init(_ address: SocketAddress?) {
        switch address {
        case .v4:
            text = Self.dotted(Self.bytes(of: address, in: 4..<8))
        case .v6:
            text = Self.network(Self.bytes(of: address, in: 8..<24))
        case .unixDomainSocket, nil:
            text = "local"
        }
    }

    /// The address that a trusted proxy says: the last one in `X-Forwarded-For`, since those before are the client's words.
    ///
    /// - Returns: `nil` where there is none.
    init?(forwardedFor field: String?) {
        guard let last = field?.split(separator: ",").last else { return nil }
        let plain = last.filter { $0 != " " && $0 != "\t" && $0 != "[" && $0 != "]" }
        guard let address = try? SocketAddress(ipAddress: plain, port: 0) else { return nil }
        self.init(address)
    }

    /// Some bytes of a socket's address; the host's stand at these places on every system we know (RFC 3493 § 3.3).
    private static func bytes(of address: SocketAddress?, in range: Range<Int>) -> [UInt8] {
        address?.withSockAddr { pointer, size in
            Array(UnsafeRawBufferPointer(start: pointer, count: size)[range])
        } ?? []
    }

    private static func dotted(_ bytes: [UInt8]) -> String {
        bytes.map { String($0) }.joined(separator: ".")
    }

    private static func network(_ bytes: [UInt8]) -> String {
        let isMapped = bytes.prefix(12).elementsEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        if isMapped { return dotted(Array(bytes.suffix(4))) }
        let groups = stride(from: 0, to: min(8, bytes.count), by: 2).map { index in
            bytes[index..<index + 2].reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
        }
        return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
    }
}
