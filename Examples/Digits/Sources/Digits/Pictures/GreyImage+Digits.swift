extension GreyImage {
    /// Draws digits side by side, from left to right and from the top down, in ink on paper.
    ///
    /// - Parameters:
    ///   - digits: The digits; none gives an empty sheet.
    ///   - columns: How many stand in a row.
    ///   - scale: How many pixels of the picture a pixel of a digit is wide.
    init(digits: [Digit], columns: Int, scale: Int = 4) {
        let gap = 2 * scale
        let tile = Digit.side * scale + gap
        let columns = max(1, min(columns, digits.count))
        let rows = max(1, (digits.count + columns - 1) / columns)
        self.init(width: columns * tile + gap, height: rows * tile + gap)
        for (index, digit) in digits.enumerated() {
            let left = gap + index % columns * tile
            let top = gap + index / columns * tile
            for (position, ink) in digit.pixels.enumerated() {
                fillSquare(
                    x: left + position % Digit.side * scale,
                    y: top + position / Digit.side * scale,
                    side: scale,
                    shade: 255 - UInt8(Int(ink) * 255 / Int(Digit.ink))
                )
            }
        }
    }
}
