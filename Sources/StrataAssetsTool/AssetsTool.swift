import Foundation

/// Writes files of text into a Swift file: the program behind the plugin `EmbedAssets`.
///
/// Arguments: the file to write, the folder that names are relative to, the files.
@main
enum AssetsTool {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2 else { fail("usage: StrataAssetsTool OUTPUT FOLDER FILE…") }
        let folder = arguments[1] + "/"
        do {
            var source = header
            for path in arguments.dropFirst(2) {
                source += try entry(path, name: String(path.dropFirst(folder.count)))
            }
            source += footer
            try write(source, to: arguments[0])
        } catch {
            fail("error: \(error)")
        }
    }

    private static let header = """
        // Made by StrataAssetsTool.

        enum EmbeddedFiles {
            /// The files by their paths below the target's folder.
            static let all: [String: StaticString] = [

        """

    private static let footer = """
            ]
        }

        """

    /// A raw string with more number signs than any run of them in the text.
    private static func entry(_ path: String, name: String) throws -> String {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let longest = text.split { $0 != "#" }.map(\.count).max() ?? 0
        let signs = String(repeating: "#", count: longest + 1)
        return "        \"\(name)\": \(signs)\"\"\"\n\(text)\n\"\"\"\(signs),\n"
    }

    /// Leaves a file that is up to date alone, so that nothing is compiled again.
    private static func write(_ source: String, to path: String) throws {
        if let present = try? String(contentsOfFile: path, encoding: .utf8), present == source { return }
        try source.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(1)
    }
}
