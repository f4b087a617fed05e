import StrataModel

/// What the cache's file `keys/<key>.json` says.
///
/// JSON so that people can read it. It is written in one form only, and what has another form is taken for damaged; that
/// needs no general reader, which would cost more than everything else that a look-up does.
struct KeyRecord {
    let key: LayerKey
    let layer: Layer

    /// The file's content; the last line guards against damage.
    var text: String {
        let body = Self.body(key, layer)
        return body + "\"check\":\"\(Self.check(body))\"}\n"
    }

    init(key: LayerKey, layer: Layer) {
        self.key = key
        self.layer = layer
    }

    /// Reads the file of `key`; `nil` where it is not what was written.
    init?(_ content: [UInt8], key: LayerKey) {
        var values: [Substring: Substring] = [:]
        let text = String(decoding: content, as: UTF8.self)
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\"", omittingEmptySubsequences: true)
            // `"name":"value",`, behind the brace in the first line.
            if parts.count >= 4, let colon = parts.firstIndex(of: ":"), colon > 0, colon + 1 < parts.count {
                values[parts[colon - 1]] = parts[colon + 1]
            }
        }
        guard let digest = values["digest"].flatMap({ Digest($0) }),
            let diffID = values["diffID"].flatMap({ Digest($0) }),
            let size = values["size"].flatMap({ Int64($0) }),
            let uncompressedSize = values["uncompressedSize"].flatMap({ Int64($0) }),
            let compression = values["compression"].flatMap({ LayerCompression(rawValue: String($0)) })
        else { return nil }
        self.key = key
        layer = Layer(
            digest: digest,
            diffID: diffID,
            size: size,
            uncompressedSize: uncompressedSize,
            compression: compression
        )
        // Whatever was misread above, this holds.
        guard self.text.utf8.elementsEqual(content) else { return nil }
    }

    private static func body(_ key: LayerKey, _ layer: Layer) -> String {
        """
        {"key":"\(key.digest)",
        "digest":"\(layer.digest)",
        "diffID":"\(layer.diffID)",
        "size":"\(layer.size)",
        "uncompressedSize":"\(layer.uncompressedSize)",
        "compression":"\(layer.compression.rawValue)",

        """
    }

    private static func check(_ body: String) -> String {
        Digest(hashing: Array(body.utf8)).hexadecimal
    }
}
