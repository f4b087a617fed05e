import Foundation

extension Browser {
    /// Reported by pages about themselves before anything else of them runs: what the policy forbade, errors nobody caught,
    /// and dialogs, which no page of ours opens.
    static let witness = """
        (() => {
          const complaints = [];
          Object.defineProperty(window, "__complaints", { value: complaints });
          addEventListener("securitypolicyviolation", (event) =>
            complaints.push(`policy ${event.violatedDirective} forbade ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
          addEventListener("error", (event) => complaints.push(`error ${event.message} ${event.filename}:${event.lineno}`));
          addEventListener("unhandledrejection", (event) => complaints.push(`rejection ${event.reason}`));
          for (const name of ["alert", "confirm", "prompt", "print"]) {
            window[name] = (text) => { complaints.push(`dialog ${name}(${text})`); return null; };
          }
        })();
        """

    /// What the page and the browser complained about since the last call, newest page only for what it says itself.
    ///
    /// - Returns: Errors and warnings of the console, violations of the page's security policy, errors nobody caught,
    ///   dialogs; empty where all is well.
    /// - Throws: ``WebDriverError``.
    public func complaints() async throws -> [String] {
        let script = "return window.__complaints ? window.__complaints.splice(0) : ['the page has no witness']"
        let own = try await run(script).elements.compactMap(\.text)
        return own + (try await console().filter(\.isComplaint).map(\.description))
    }

    /// What stands in the console since the last call.
    public func console() async throws -> [ConsoleMessage] {
        try await command("POST", "/se/log", ["type": "browser"]).elements.map { entry in
            ConsoleMessage(level: entry["level"].text ?? "", text: entry["message"].text ?? "")
        }
    }
}

/// A line of the browser's console.
public struct ConsoleMessage: Sendable, Hashable, CustomStringConvertible {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    public var level: String
    /// Where it comes from, and what it says.
    public var text: String

    /// Whether something is wrong.
    public var isComplaint: Bool { level == "SEVERE" || level == "WARNING" }

    /// Level and text.
    public var description: String { "\(level) \(text)" }
}
