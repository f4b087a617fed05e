import StrataModel

/// A file that pages load: a style sheet, a script, a picture.
package struct Asset: Sendable {
    /// Its bytes.
    package let bytes: [UInt8]
    /// Its media type.
    package let mediaType: String
    /// The strong validator of these bytes, with its quotes.
    package let entityTag: String

    init(name: String, bytes: [UInt8]) {
        self.bytes = bytes
        mediaType =
            switch name.split(separator: ".").last {
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            case "svg": "image/svg+xml"
            case "png": "image/png"
            default: "application/octet-stream"
            }
        entityTag = "\"\(Digest(hashing: bytes).hexadecimal.prefix(32))\""
    }
}
