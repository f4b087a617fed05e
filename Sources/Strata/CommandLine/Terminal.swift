import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// What is written for people, on standard error, so that standard output is the result alone.
enum Terminal {
    /// Whether standard error is a terminal that can be drawn on.
    static var isInteractive: Bool {
        isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Whether colours are wanted there (https://no-color.org).
    static var hasColors: Bool {
        isInteractive && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    }

    /// The terminal's width in columns; 80 where it is not known.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    static func error(_ text: String) {
        write(paint("error: ", "31;1") + ProgressText.printable(text))
    }

    static func warning(_ text: String) {
        write(paint("warning: ", "33;1") + text)
    }

    /// Writes a line.
    static func write(_ line: String) {
        raw(line + "\n")
    }

    static func raw(_ text: String) {
        // Nobody can be told that standard error cannot be written.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Colours text by an SGR code, where colours are wanted.
    static func paint(_ text: String, _ code: String) -> String {
        hasColors ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
