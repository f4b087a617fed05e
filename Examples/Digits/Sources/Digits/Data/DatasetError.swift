/// A line of a data file is not what it should be.
struct DatasetError: Error, Equatable, CustomStringConvertible {
    /// The line, from 1.
    var line: Int
    /// What is wrong with it.
    var problem: String

    var description: String { "line \(line) of the data: \(problem)" }
}
