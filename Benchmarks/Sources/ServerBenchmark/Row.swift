import Foundation

/// One figure beside the bar it has to reach.
struct Row {
    /// Which way is good.
    enum Bar {
        case atLeast(Double)
        case atMost(Double)
    }

    let name: String
    let value: Double
    let unit: String
    var bar: Bar?

    /// Prints it at once, so that a long run can be watched.
    func write() {
        let verdict: String
        let text: String
        switch bar {
        case .atLeast(let limit): (text, verdict) = ("≥ \(Self.format(limit)) \(unit)", value >= limit ? "✓" : "✗")
        case .atMost(let limit): (text, verdict) = ("≤ \(Self.format(limit)) \(unit)", value <= limit ? "✓" : "✗")
        case nil: (text, verdict) = ("", "")
        }
        print("| \(name) | \(Self.format(value)) \(unit) | \(text) | \(verdict) |")
        fflush(nil)
    }

    private static func format(_ value: Double) -> String {
        if value >= 100 || value == value.rounded() {
            return Int(value.rounded()).formatted(.number.locale(Locale(identifier: "en")))
        }
        return String(format: "%.1f", value)
    }
}
