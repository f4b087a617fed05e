/// An element of the page that is open; stale once the page is left or replaces it.
public struct BrowserElement: Sendable {
    /// The member under which the protocol names elements.
    static let key = "element-6066-11e4-a52e-4f735466cecf"

    let browser: Browser
    let id: String

    private func command(_ method: String, _ path: String, _ body: JSONValue = [:]) async throws -> JSONValue {
        try await browser.command(method, "/element/\(id)\(path)", body)
    }

    /// Clicks its middle, as a user does: an element that is hidden or covered refuses.
    public func click() async throws {
        _ = try await command("POST", "/click")
    }

    /// Types text, or presses ``Key/character``s, in it.
    public func type(_ text: String) async throws {
        _ = try await command("POST", "/value", ["text": .string(text)])
    }

    /// Empties a field.
    public func clear() async throws {
        _ = try await command("POST", "/clear")
    }

    /// Its text as it is shown.
    public func text() async throws -> String {
        try await command("GET", "/text").text ?? ""
    }

    /// An attribute as it stands in the page, `nil` where it is not there.
    public func attribute(_ name: String) async throws -> String? {
        try await command("GET", "/attribute/\(name)").text
    }

    /// Whether a user sees it.
    public func isDisplayed() async throws -> Bool {
        try await command("GET", "/displayed") == true
    }

    /// Whether it takes input.
    public func isEnabled() async throws -> Bool {
        try await command("GET", "/enabled") == true
    }

    /// Its role for those who cannot see it, as the browser computes it.
    public func role() async throws -> String {
        try await command("GET", "/computedrole").text ?? ""
    }

    /// Its name for those who cannot see it, as the browser computes it.
    public func label() async throws -> String {
        try await command("GET", "/computedlabel").text ?? ""
    }

    /// How it stands in scripts' arguments.
    public var argument: JSONValue { [Self.key: .string(id)] }
}
