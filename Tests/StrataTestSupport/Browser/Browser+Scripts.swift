import Foundation

extension Browser {
    /// Executes the body of a function in the page; a promise that it returns is awaited.
    ///
    /// - Parameters:
    ///   - script: The function's body.
    ///   - arguments: What it finds in `arguments`.
    /// - Returns: What it returns.
    /// - Throws: ``WebDriverError`` with code `javascript error` where it throws.
    @discardableResult
    public func run(_ script: String, _ arguments: JSONValue...) async throws -> JSONValue {
        try await command("POST", "/execute/sync", ["script": .string(script), "args": .array(arguments)])
    }

    /// Executes the body of a function in the page, and reads what it returns as a value.
    ///
    /// - Parameters:
    ///   - type: What it returns.
    ///   - script: The function's body.
    /// - Returns: The value.
    /// - Throws: ``WebDriverError``, or `DecodingError` where it is none of that type.
    public func value<Value: Decodable>(_ type: Value.Type, of script: String) async throws -> Value {
        try JSONDecoder().decode(type, from: JSONEncoder().encode(try await run(script)))
    }

    /// Waits until the body of a function in the page returns what is true.
    ///
    /// - Parameters:
    ///   - what: What is waited for, for the error.
    ///   - limit: How long.
    ///   - script: The function's body.
    /// - Throws: ``WebDriverError`` with code `timeout`, which quotes the page; an error of the script is one of the page
    ///   that is not there yet.
    public func wait(for what: String, limit: Duration = .seconds(30), until script: String) async throws {
        let end = ContinuousClock.now + limit
        var last = ""
        while ContinuousClock.now < end {
            do {
                if try await run("return Boolean((() => { \(script) })())") == true { return }
            } catch let error as WebDriverError where error.code != "invalid session id" {
                last = error.description
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        let page = try await run("return location.href + '\\n' + document.body.innerText.slice(0, 2000)").text ?? ""
        throw WebDriverError(code: "timeout", "\(what) did not come about. \(last)\n\(page)")
    }

    /// Waits until a CSS selector finds an element, and gives it back.
    ///
    /// - Parameters:
    ///   - selector: The selector.
    ///   - limit: How long.
    /// - Returns: The first it finds.
    /// - Throws: ``WebDriverError`` with code `timeout`.
    @discardableResult
    public func element(_ selector: String, limit: Duration = .seconds(30)) async throws -> BrowserElement {
        try await wait(for: selector, limit: limit, until: "return document.querySelector(\(Self.quoted(selector)))")
        return try await find(selector)
    }

    /// Waits until the page shows a text.
    public func waitForText(_ text: String, in selector: String = "body", limit: Duration = .seconds(30)) async throws {
        try await wait(
            for: "'\(text)' in \(selector)",
            limit: limit,
            until: "return document.querySelector(\(Self.quoted(selector))).innerText.includes(\(Self.quoted(text)))"
        )
    }

    /// Text as a literal of JavaScript.
    public static func quoted(_ text: String) -> String {
        let quoted = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case _ where scalar.value < 32 || scalar == "\u{2028}" || scalar == "\u{2029}":
                "\\u{" + String(scalar.value, radix: 16) + "}"
            default: String(scalar)
            }
        }
        return "\"" + quoted.joined() + "\""
    }
}
