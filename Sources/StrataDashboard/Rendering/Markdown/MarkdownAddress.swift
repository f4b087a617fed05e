/// Addresses that a page may link to.
package enum MarkdownAddress {
    /// Whether an address may stand in a link: `http`, `https` with a host, `mailto`, or a place on the page, `#…`.
    ///
    /// Anything with spaces or control characters is refused, since browsers take them out before they read the scheme.
    package static func isAllowed(_ address: some Collection<UInt8>) -> Bool {
        guard address.count <= MarkdownRenderer.addressLimit,
            address.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != 0x5C })
        else { return false }
        if address.first == UInt8(ascii: "#") { return true }
        let lowered = address.prefix(8).map { (65...90).contains($0) ? $0 + 32 : $0 }
        if lowered.starts(with: "mailto:".utf8) { return address.count > 7 }
        let length = lowered.starts(with: "https://".utf8) ? 8 : lowered.starts(with: "http://".utf8) ? 7 : nil
        guard let length, let first = address.dropFirst(length).first else { return false }
        return MarkdownBytes.isAlphanumeric(first) || first == UInt8(ascii: "[") || first >= 0x80
    }

    /// Whether an address may stand in a link.
    package static func isAllowed(_ address: String) -> Bool {
        isAllowed(address.utf8)
    }

    /// Whether an address is a picture in PNG that stands in the text itself.
    static func isPicture(_ address: some Collection<UInt8>) -> Bool {
        let prefix = picturePrefix
        guard address.starts(with: prefix), address.count > prefix.count else { return false }
        return address.dropFirst(prefix.count).allSatisfy(MarkdownBytes.isBase64)
    }

    static let picturePrefix = Array("data:image/png;base64,".utf8)
}

/// Questions about bytes.
enum MarkdownBytes {
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    static func isBase64(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
    }

    static func isWhite(_ byte: UInt8?) -> Bool {
        guard let byte else { return true }
        return byte == space || byte == tab || byte == newline || byte == carriageReturn
    }

    static func isPunctuation(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (33...47).contains(byte) || (58...64).contains(byte) || (91...96).contains(byte)
            || (123...126).contains(byte)
    }
}
