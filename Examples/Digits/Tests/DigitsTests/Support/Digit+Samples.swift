@testable import Digits

extension Digit {
    /// A row of pixels with all its ink in one place, which tells its label.
    static func sample(line: Int, label: Int, count: Int = 1) -> Digit {
        var pixels = [UInt8](repeating: 0, count: pixelCount)
        for offset in 0..<count { pixels[(label * 6 + offset) % pixelCount] = ink }
        return Digit(line: line, pixels: pixels, label: label)
    }

    /// The line of a data file that the digit stands in.
    var csv: String {
        (pixels.map { Int($0) } + [label]).map(String.init).joined(separator: ",")
    }
}

extension Dataset {
    /// So many digits of each label.
    static func samples(perLabel count: Int) -> Dataset {
        let labels = (0..<count * Digit.labelCount).map { $0 % Digit.labelCount }
        return Dataset(digits: labels.enumerated().map { Digit.sample(line: $0 + 1, label: $1, count: 1 + $0 % 3) })
    }
}
