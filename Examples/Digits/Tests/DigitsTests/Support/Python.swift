import Foundation

/// Python, as somebody else's reader of what this package writes.
enum Python {
    /// The script was not content.
    struct Failure: Error, CustomStringConvertible {
        /// What it said.
        var description: String
    }

    /// Runs a script and gives what it prints.
    static func run(_ script: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: text) }
        return text
    }
}
