import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What standard output leads to.
struct Terminal: Sendable {
    /// Whether a person's terminal is at the other end.
    var isInteractive: Bool
    /// Columns that a line may take.
    var width: Int
    /// The colours to write with.
    var palette: Palette

    /// Standard output as it is now.
    static var standardOutput: Terminal {
        let isInteractive = isatty(STDOUT_FILENO) == 1
        var size = winsize()
        let known = isInteractive && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let environment = ProcessInfo.processInfo.environment
        return Terminal(
            isInteractive: isInteractive,
            width: known ? max(40, Int(size.ws_col)) : 120,
            palette: Palette(isEnabled: isInteractive && allowsColour(environment))
        )
    }

    /// Whether the environment lets programs write colours.
    ///
    /// Follows https://no-color.org: `NO_COLOR` set to anything but an empty text forbids them, and so does a terminal
    /// that calls itself `dumb`.
    static func allowsColour(_ environment: [String: String]) -> Bool {
        environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }
}
