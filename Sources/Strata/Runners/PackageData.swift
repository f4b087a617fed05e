import Foundation

/// Where the files are that `data` in `strata.yaml` names: in the package's folder here, in the image there.
public enum PackageData {
    /// The variable that an image sets to the folder with its data.
    static let variable = "STRATA_DATA_FOLDER"

    /// The path of a file, by its path from the package's folder.
    ///
    /// ```swift
    /// let words = try String(contentsOfFile: PackageData.path("Data/words.txt"), encoding: .utf8)
    /// ```
    ///
    /// Outside of an image it is looked for below the current folder, which is the package's when `strata run` or
    /// `swift run` is called there. Nothing is looked up: whether the file is there shows when it is opened.
    ///
    /// - Parameter relative: The path from the package's folder, as a pattern under `data` matches it.
    /// - Returns: The path to open.
    public static func path(_ relative: String) -> String {
        path(relative, environment: ProcessInfo.processInfo.environment)
    }

    static func path(_ relative: String, environment: [String: String]) -> String {
        guard let folder = environment[variable], !folder.isEmpty else { return relative }
        return folder + "/" + relative
    }
}
