import Foundation

/// Where the digits come from when no file is named.
enum DataFile {
    /// The copy of the data that the package manager puts beside the program.
    ///
    /// `Bundle.module` would find it too, but ends the program where it is not there; a path that does not exist can be
    /// told of in words.
    static var bundled: String {
        Bundle.main.bundleURL.appending(path: "Digits_Digits.resources/digits.csv.gz").path(percentEncoded: false)
    }
}
