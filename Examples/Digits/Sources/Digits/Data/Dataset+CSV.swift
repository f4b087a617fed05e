import Foundation

extension Dataset {
    /// Reads digits from a table of numbers: a line for each, with 64 pixels and the label.
    ///
    /// - Throws: ``DatasetError`` with the first line that does not hold a digit.
    init(csv: String) throws {
        // "\r\n" is one character of Swift: any line end will do.
        var lines = csv.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if lines.last == "" { lines.removeLast() }
        guard !lines.isEmpty else { throw DatasetError(line: 1, problem: "there is no digit in the file") }
        digits = try lines.enumerated().map { try Digit(csv: $1, line: $0 + 1) }
    }
}

extension Digit {
    /// Reads one line of a data file.
    ///
    /// - Throws: ``DatasetError`` where it does not hold 64 pixels of 0…16 and a label of 0…9.
    init(csv text: Substring, line: Int) throws {
        let fields = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard fields.count == Self.pixelCount + 1 else {
            throw DatasetError(
                line: line,
                problem: "has \(fields.count) values, but a digit has \(Self.pixelCount + 1): 64 pixels and the label"
            )
        }
        let numbers = try fields.enumerated().map { position, field in
            let (name, limit) = position < Self.pixelCount ? ("pixel \(position + 1)", Int(Self.ink)) : ("the label", 9)
            guard let number = UInt8(Substring(field)), number <= limit else {
                throw DatasetError(
                    line: line,
                    problem: "\(name) is '\(Substring(field))', not a number from 0 to \(limit)"
                )
            }
            return number
        }
        self.init(line: line, pixels: Array(numbers.dropLast()), label: Int(numbers[Self.pixelCount]))
    }
}
