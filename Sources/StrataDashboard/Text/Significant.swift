/// Numbers with six significant digits.
enum Significant {
    /// For example `0.03125`, `123457`, `1.5e-07`.
    static func text(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        let magnitude = abs(value)
        let sign = value < 0 ? "−" : ""
        guard magnitude >= 1e-4, magnitude < 1e9 else { return sign + scientific(magnitude) }
        let digits = max(0, 5 - exponent(magnitude))
        return sign + fixed(magnitude, digits: digits)
    }

    private static func exponent(_ magnitude: Double) -> Int {
        var exponent = 0
        var scaled = magnitude
        while scaled >= 10 {
            scaled /= 10
            exponent += 1
        }
        while scaled < 1 {
            scaled *= 10
            exponent -= 1
        }
        return exponent
    }

    private static func scientific(_ magnitude: Double) -> String {
        // Subnormal numbers lose digits when scaled, which at six digits is no matter.
        let power = exponent(magnitude)
        var mantissa = magnitude
        for _ in 0..<abs(power) { mantissa = power > 0 ? mantissa / 10 : mantissa * 10 }
        return "\(fixed(mantissa, digits: 5))e\(power < 0 ? "−" : "")\(abs(power))"
    }

    /// At most nine digits before the point and nine after: fits an integer.
    private static func fixed(_ magnitude: Double, digits: Int) -> String {
        var factor = 1.0
        for _ in 0..<digits { factor *= 10 }
        let scaled = Int64((magnitude * factor).rounded())
        let whole = scaled / Int64(factor)
        var rest = String(scaled % Int64(factor))
        guard digits > 0, scaled % Int64(factor) != 0 else { return String(whole) }
        rest = String(repeating: "0", count: max(0, digits - rest.count)) + rest
        while rest.hasSuffix("0") { rest.removeLast() }
        return "\(whole).\(rest)"
    }
}
