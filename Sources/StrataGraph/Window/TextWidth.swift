/// How wide a text will be, about: the server has no fonts, and browsers have different ones.
enum TextWidth {
    /// In pixels, for a sans-serif font of `size` pixels.
    static func estimate(_ text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0x2E80...0xD7AF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0x1F300...0x1FAFF: sum + size
            case 0x41...0x5A, 0x6D, 0x77, 0x40: sum + size * 0.72
            case 0x69, 0x6A, 0x6C, 0x2E, 0x2C, 0x27, 0x7C, 0x20: sum + size * 0.32
            default: sum + size * 0.58
            }
        }
    }

    /// The text, or as much of its beginning as fits, with an ellipsis.
    static func clip(_ text: String, to count: Int) -> String {
        text.count <= count ? text : text.prefix(max(count - 1, 0)) + "…"
    }
}
