/// Reads and writes numbers in bytes, the least significant byte first.
extension [UInt8] {
    /// The number at `index`; `nil` where it would reach beyond the end.
    func number<Number: FixedWidthInteger>(at index: Int, as type: Number.Type = Number.self) -> Number? {
        let width = Number.bitWidth / 8
        guard index >= 0, index <= count - width else { return nil }
        var number: Number = 0
        for position in (index..<index + width).reversed() {
            number = number << 8 | Number(truncatingIfNeeded: self[position])
        }
        return number
    }

    /// Writes a number at `index`, as far as there is room.
    mutating func put(_ number: some FixedWidthInteger, at index: Int) {
        let width = type(of: number).bitWidth / 8
        guard index >= 0, index <= count - width else { return }
        for position in 0..<width {
            self[index + position] = UInt8(truncatingIfNeeded: number >> (8 * position))
        }
    }

    /// The bytes of a number.
    init(number: some FixedWidthInteger) {
        self = []
        append(number: number)
    }

    /// Appends a number.
    mutating func append(number: some FixedWidthInteger) {
        for position in 0..<type(of: number).bitWidth / 8 {
            append(UInt8(truncatingIfNeeded: number >> (8 * position)))
        }
    }
}
