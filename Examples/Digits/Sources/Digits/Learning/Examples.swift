/// Digits as the numbers that a model computes with.
struct Examples {
    /// How many numbers an example has: the pixels, and a 1 that stands for the bias.
    static let width = Digit.pixelCount + 1

    /// A row for each example: its pixels, from 0 to 1, then the 1.
    let inputs: Matrix
    /// What each example is.
    let labels: [Int]

    /// How many examples there are.
    var count: Int { labels.count }

    /// Scales the pixels of digits.
    init(_ digits: [Digit]) {
        var values: [Double] = []
        values.reserveCapacity(digits.count * Self.width)
        for digit in digits {
            for pixel in digit.pixels { values.append(Double(pixel) / Double(Digit.ink)) }
            values.append(1)
        }
        inputs = Matrix(rows: digits.count, columns: Self.width, values: values)
        labels = digits.map(\.label)
    }
}
