import FoundationEssentials
package import Logging
import StrataModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes each message as one line to standard error: `time level message key=value …`, or JSON.
package struct LineLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let format: ServerSettings.LogFormat

    /// Writes lines of this form.
    package init(format: ServerSettings.LogFormat, level: Logger.Level) {
        self.format = format
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var all = metadata
        if let more = event.metadata { all.merge(more) { $1 } }
        if let error = event.error { all["error"] = "\(error)" }
        let line = Self.line(format, time: .now, event.level, "\(event.message)", all)
        Array(line.utf8).withUnsafeBytes { bytes in
            // There is no place to report a failure to.
            _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        }
    }

    /// One line, with its line feed.
    static func line(
        _ format: ServerSettings.LogFormat,
        time: Timestamp,
        _ level: Logger.Level,
        _ message: String,
        _ metadata: Logger.Metadata
    ) -> String {
        let pairs = metadata.map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
        switch format {
        case .text:
            let fields = pairs.map { " \($0.0)=\(LogText.word($0.1))" }.joined()
            return "\(time) \(level.rawValue) \(LogText.plain(message))\(fields)\n"
        case .json:
            let fields = [("time", time.description), ("level", level.rawValue), ("message", message)] + pairs
            return "{" + fields.map { "\(LogText.quoted($0.0)):\(LogText.quoted($0.1))" }.joined(separator: ",") + "}\n"
        }
    }
}

/// Text that stays on its line, whatever a client sent.
enum LogText {
    /// Control characters as escapes.
    static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            if isControl(scalar) { result += escape(scalar) } else { result.unicodeScalars.append(scalar) }
        }
    }

    /// A value behind `key=`: quoted where it has blanks or quotes, or is empty.
    static func word(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.unicodeScalars.allSatisfy { !isControl($0) && !" \"=\\".unicodeScalars.contains($0) }
        return isPlain ? text : quoted(text)
    }

    /// A JSON string.
    static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "\"") { result, scalar in
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where isControl(scalar): result += escape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        } + "\""
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\t": return "\\t"
        case "\r": return "\\r"
        default:
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
