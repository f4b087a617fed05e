/// A picture in shades of grey, drawn pixel by pixel.
struct GreyImage: Equatable {
    /// How many pixels a row has.
    let width: Int
    /// How many rows there are.
    let height: Int
    /// The shades row by row: 0 is black, 255 white.
    private(set) var pixels: [UInt8]

    /// Makes a picture of one shade.
    init(width: Int, height: Int, shade: UInt8 = 255) {
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: shade, count: width * height)
    }

    /// Fills a square; what would be outside is left out.
    mutating func fillSquare(x: Int, y: Int, side: Int, shade: UInt8) {
        for row in y..<y + side where (0..<height).contains(row) {
            for column in x..<x + side where (0..<width).contains(column) { pixels[row * width + column] = shade }
        }
    }
}
