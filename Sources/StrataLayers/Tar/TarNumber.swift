/// Reads the numbers of header blocks.
enum TarNumber {
    /// The number that `field` writes, in octal digits or, as GNU tar does for large ones, in base 256.
    ///
    /// - Returns: The number; 0 for an empty field; `nil` for anything else, and for numbers beyond 63 bits.
    static func parse(_ field: ArraySlice<UInt8>) -> Int64? {
        guard let first = field.first else { return 0 }
        return first & 0x80 == 0 ? octal(field) : base256(field)
    }

    private static func octal(_ field: ArraySlice<UInt8>) -> Int64? {
        let digits = field.drop { $0 == UInt8(ascii: " ") || $0 == 0 }
        var number: Int64 = 0
        var rest = digits
        while let digit = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) {
            // Twelve digits are 36 bits at most.
            number = number << 3 | Int64(digit - UInt8(ascii: "0"))
            rest = rest.dropFirst()
        }
        return rest.allSatisfy { $0 == UInt8(ascii: " ") || $0 == 0 } ? number : nil
    }

    private static func base256(_ field: ArraySlice<UInt8>) -> Int64? {
        let isNegative = field.first == 0xFF
        guard let first = field.first, isNegative || first == 0x80 else { return nil }
        var number: Int64 = isNegative ? -1 : 0
        for byte in field.dropFirst() {
            let (shifted, overflow) = number.multipliedReportingOverflow(by: 256)
            guard !overflow else { return nil }
            number = shifted | Int64(byte)
        }
        return number
    }
}
