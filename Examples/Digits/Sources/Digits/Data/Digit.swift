import Strata

/// One handwritten digit, and what it was meant to be.
struct Digit: Artifact, Hashable {
    /// How wide and how high a picture is.
    static let side = 8
    /// How many pixels a picture has.
    static let pixelCount = side * side
    /// How many different digits there are.
    static let labelCount = 10
    /// The value of a pixel full of ink; 0 is paper.
    static let ink: UInt8 = 16

    /// The line of the data file it stands in, from 1: its name, so to speak.
    var line: Int
    /// The ink in each pixel, 0…16, row by row.
    var pixels: [UInt8]
    /// What the writer meant, 0…9.
    var label: Int
}
