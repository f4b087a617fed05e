import Foundation
import Testing

@testable import Digits

@Suite struct DatasetTests {
    @Test("a table of numbers gives its digits, whatever ends the lines", arguments: ["\n", "\r\n"])
    func readsDigits(lineEnd: String) throws {
        let digits = [Digit.sample(line: 1, label: 3), Digit.sample(line: 2, label: 0, count: 4)]
        let dataset = try Dataset(csv: digits.map { $0.csv + lineEnd }.joined())
        #expect(dataset.digits == digits)
    }

    @Test(
        "a line that holds no digit is refused with its number and what is wrong",
        arguments: [
            ("1,2,3", "has 3 values, but a digit has 65: 64 pixels and the label"),
            ("", "has 1 values, but a digit has 65: 64 pixels and the label"),
            (row(pixel: "17"), "pixel 1 is '17', not a number from 0 to 16"),
            (row(pixel: "-1"), "pixel 1 is '-1', not a number from 0 to 16"),
            (row(pixel: "0.5"), "pixel 1 is '0.5', not a number from 0 to 16"),
            (row(pixel: ""), "pixel 1 is '', not a number from 0 to 16"),
            (row(label: "10"), "the label is '10', not a number from 0 to 9"),
            (row(label: "seven"), "the label is 'seven', not a number from 0 to 9"),
        ]
    )
    func refuses(line: String, problem: String) throws {
        let good = Digit.sample(line: 1, label: 1).csv
        #expect(throws: DatasetError(line: 2, problem: problem)) {
            try Dataset(csv: "\(good)\n\(line)\n\(good)\n")
        }
    }

    @Test("a file without a digit is refused")
    func refusesNothing() {
        #expect(throws: DatasetError(line: 1, problem: "there is no digit in the file")) { try Dataset(csv: "") }
    }

    @Test("the data that comes along is whole: 1,797 digits, about as many of each label")
    func readsBundledData() throws {
        let file = try Data(contentsOf: URL(filePath: DataFile.bundled))
        let dataset = try Dataset(csv: String(decoding: Gzip.decompress(file), as: UTF8.self))
        #expect(dataset.digits.count == 1797)
        #expect(dataset.counts.allSatisfy { 174...183 ~= $0 })
        #expect(dataset.digits.last?.line == 1797)
    }

    @Test("a gzip file that is cut off or changed is refused")
    func refusesCorruptFiles() throws {
        let file = try Data(contentsOf: URL(filePath: DataFile.bundled))
        #expect(throws: Gzip.Corrupt.self) { try Gzip.decompress(file.prefix(file.count / 2)) }
        var changed = file
        changed[changed.count - 6] ^= 1  // in the checksum
        #expect(throws: Gzip.Corrupt.self) { try Gzip.decompress(changed) }
    }

    /// A line with one field replaced.
    private static func row(pixel: String = "0", label: String = "1") -> String {
        ([pixel] + [String](repeating: "0", count: Digit.pixelCount - 1) + [label]).joined(separator: ",")
    }
}
