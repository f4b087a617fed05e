/// Sizes as people read them, in decimal units.
enum SizeText {
    /// For example `812 B`, `12.3 kB` or `5.4 GB`.
    static func text(_ bytes: Int64) -> String {
        guard bytes >= 1000 else { return "\(max(0, bytes)) B" }
        let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
        // In tenths of the unit; rounding down keeps 999,999 B from reading as 1000.0 kB.
        var tenths = bytes / 100
        var unit = 0
        while tenths >= 10_000, unit + 1 < units.count {
            tenths /= 1000
            unit += 1
        }
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
