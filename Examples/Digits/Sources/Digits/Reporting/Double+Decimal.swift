import Foundation

extension Double {
    /// The number with a fixed count of digits after the point.
    func asDecimal(_ digits: Int = 4) -> String {
        String(format: "%.\(digits)f", self)
    }
}
