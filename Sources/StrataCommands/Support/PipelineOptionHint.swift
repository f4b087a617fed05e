/// What to tell somebody who gave `strata run` an option of the pipeline without `--` before it.
///
/// The parser's errors are not public, so the option is read from their message; should that be worded otherwise one day,
/// only the hint is missing.
enum PipelineOptionHint {
    /// The parser's message with the hint below its first line, where it is about an unknown option of `strata run`.
    static func added(to message: String, arguments: [String]) -> String {
        let lines = message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard arguments.first == "run", let option = unknownOption(in: lines[0]) else { return message }
        let hint = "Options of the pipeline go after '--': \(example(arguments, option))"
        return ([lines[0], hint] + lines.dropFirst()).joined(separator: "\n")
    }

    private static func unknownOption(in line: String) -> Substring? {
        let beginning = "Error: Unknown option '"
        guard line.hasPrefix(beginning) else { return nil }
        return line.dropFirst(beginning.count).split(separator: "'").first
    }

    /// The same command line with `--` before the option.
    private static func example(_ arguments: [String], _ option: Substring) -> String {
        var words = arguments
        let index = words.firstIndex { word in
            // `--name=value`, or several short options in one word.
            word == option || word.hasPrefix(option + (option.hasPrefix("--") ? "=" : ""))
        }
        if let terminator = words.firstIndex(of: "--") { words.remove(at: terminator) }
        words.insert("--", at: min(index ?? 1, words.count))
        return Printable.line("strata " + words.map(ShellWord.quoted).joined(separator: " "))
    }
}
