/// There is no file where the digits should be.
struct MissingDataFile: Error, CustomStringConvertible {
    /// Where it was looked for.
    var path: String

    var description: String { "there is no data file at '\(path)'; name one with --data PATH" }
}
