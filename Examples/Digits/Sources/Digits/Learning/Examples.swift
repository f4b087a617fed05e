/// Digits as the numbers that a model computes with.
struct Examples {
    /// How many numbers an example has: the pixels, and a 1 that stands for the bias.
    static let width = Digit.pixelCount + 1

    /// The examples' numbers, one example after the other: pixels from 0 to 1, then the 1.
    let inputs: [Double]
    /// What each example is.
    let labels: [Int]

    /// How many examples there are.
    var count: Int { labels.count }

    /// Scales the pixels of digits.
    init(_ digits: [Digit]) {
        var inputs: [Double] = []
        inputs.reserveCapacity(digits.count * Self.width)
        for digit in digits {
            for pixel in digit.pixels { inputs.append(Double(pixel) / Double(Digit.ink)) }
            inputs.append(1)
        }
        self.inputs = inputs
        labels = digits.map(\.label)
    }
}
