import StrataImages

/// How blobs came to where they are, for people.
enum TransferText {
    /// One word.
    static func word(_ transfer: BlobTransfer) -> String {
        switch transfer {
        case .present: "present"
        case .mounted: "mounted"
        case .streamed: "sent"
        }
    }

    /// What was done for an image, in a line: `4.1 kB sent in 2 layers, 1 mounted, 5 there`.
    static func summary(_ image: PushedImage) -> String {
        guard image.isChanged else { return "unchanged" }
        let words = image.layers.map { word($0.transfer) }
        func count(_ word: String) -> Int { words.count { $0 == word } }
        var parts: [String] = []
        if count("sent") > 0 {
            parts.append("\(SizeText.text(image.sent)) sent in \(count("sent")) layer\(count("sent") == 1 ? "" : "s")")
        }
        if count("mounted") > 0 { parts.append("\(count("mounted")) mounted") }
        if count("present") > 0 { parts.append("\(count("present")) there") }
        return parts.joined(separator: ", ")
    }
}
