public import Foundation

/// A headless Chromium with one tab.
public struct Browser: Sendable {
    /// What speaks to it.
    let driver: WebDriver
    /// The session's identifier.
    let session: String
    /// The driver's process, whose children are the browser's.
    public let driverProcess: Int32

    /// Which of the two appearances a page is asked for.
    public enum ColorScheme: String, Sendable, CaseIterable {
        /// Dark text on light ground.
        case light
        /// Light text on dark ground.
        case dark
    }

    func command(_ method: String, _ path: String, _ body: JSONValue = [:]) async throws -> JSONValue {
        try await driver.call(method, "/session/\(session)\(path)", body)
    }

    // MARK: Pages

    /// Opens an address and waits until the page and what it loads at first are there.
    public func open(_ address: String) async throws {
        _ = try await command("POST", "/url", ["url": .string(address)])
    }

    /// Loads the page again.
    public func reload() async throws {
        _ = try await command("POST", "/refresh")
    }

    /// Goes back in the tab's history.
    public func goBack() async throws {
        _ = try await command("POST", "/back")
    }

    /// The page's address.
    public func address() async throws -> String {
        try await command("GET", "/url").text ?? ""
    }

    /// What the tab says.
    public func title() async throws -> String {
        try await command("GET", "/title").text ?? ""
    }

    // MARK: Elements

    /// The first element that a CSS selector finds.
    ///
    /// - Throws: ``WebDriverError`` with code `no such element` for none.
    public func find(_ selector: String) async throws -> BrowserElement {
        let query: JSONValue = ["using": "css selector", "value": .string(selector)]
        return try element(try await command("POST", "/element", query))
    }

    /// All elements that a CSS selector finds, in the order of the page.
    public func findAll(_ selector: String) async throws -> [BrowserElement] {
        let query: JSONValue = ["using": "css selector", "value": .string(selector)]
        return try await command("POST", "/elements", query).elements.map { try element($0) }
    }

    /// The element that has the keyboard.
    public func focused() async throws -> BrowserElement {
        try element(try await command("GET", "/element/active"))
    }

    private func element(_ value: JSONValue) throws -> BrowserElement {
        guard let id = value[BrowserElement.key].text else {
            throw WebDriverError("the driver names no element: \(value)")
        }
        return BrowserElement(browser: self, id: id)
    }

    // MARK: Input

    /// Presses keys one after the other, wherever the keyboard is.
    public func press(_ keys: [Key], holding modifiers: [Key] = []) async throws {
        var actions = modifiers.map { Self.key("keyDown", $0) }
        actions += keys.flatMap { [Self.key("keyDown", $0), Self.key("keyUp", $0)] }
        actions += modifiers.reversed().map { Self.key("keyUp", $0) }
        let source: JSONValue = ["type": "key", "id": "keyboard", "actions": .array(actions)]
        _ = try await command("POST", "/actions", ["actions": [source]])
    }

    private static func key(_ type: String, _ key: Key) -> JSONValue {
        ["type": .string(type), "value": .string(key.character)]
    }

    /// Turns the wheel above a place of the window, in CSS pixels.
    public func scroll(x: Int, y: Int, by delta: Int) async throws {
        let step: JSONValue = [
            "type": "scroll", "x": .number(Double(x)), "y": .number(Double(y)), "deltaX": 0,
            "deltaY": .number(Double(delta)), "duration": 0, "origin": "viewport",
        ]
        _ = try await command("POST", "/actions", ["actions": [["type": "wheel", "id": "wheel", "actions": [step]]]])
    }

    /// Presses the mouse at one place of the window, moves it to another and lets go, in CSS pixels.
    public func drag(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) async throws {
        func move(_ place: (x: Int, y: Int)) -> JSONValue {
            ["type": "pointerMove", "duration": 20, "x": .number(Double(place.x)), "y": .number(Double(place.y))]
        }
        let middle = (x: (start.x + end.x) / 2, y: (start.y + end.y) / 2)
        let actions: [JSONValue] = [
            move(start), ["type": "pointerDown", "button": 0], move(middle), move(end),
            ["type": "pointerUp", "button": 0],
        ]
        _ = try await command(
            "POST",
            "/actions",
            ["actions": [["type": "pointer", "id": "mouse", "actions": .array(actions)]]]
        )
    }

    // MARK: The tools behind the page

    /// Sends a command of Chromium's own protocol.
    ///
    /// - Returns: What the command gives back.
    @discardableResult
    public func devTools(_ name: String, _ parameters: JSONValue = [:]) async throws -> JSONValue {
        try await command("POST", "/goog/cdp/execute", ["cmd": .string(name), "params": parameters])
    }

    /// Makes the page so wide and high, in CSS pixels, also narrower than a window can be.
    public func resize(width: Int, height: Int) async throws {
        try await devTools(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .number(Double(width)), "height": .number(Double(height)), "deviceScaleFactor": 1,
                "mobile": false,
            ]
        )
    }

    /// Asks pages for one of the two appearances.
    public func prefer(_ scheme: ColorScheme) async throws {
        let feature: JSONValue = ["name": "prefers-color-scheme", "value": .string(scheme.rawValue)]
        try await devTools("Emulation.setEmulatedMedia", ["features": [feature]])
    }

    /// A picture of the page as a PNG file.
    ///
    /// - Parameter whole: Whether what lies below the window is in it, too.
    /// - Returns: The file's bytes.
    /// - Throws: ``WebDriverError``.
    public func screenshot(whole: Bool = false) async throws -> Data {
        let value = try await devTools(
            "Page.captureScreenshot",
            ["format": "png", "captureBeyondViewport": .bool(whole)]
        )
        guard let text = value["data"].text, let data = Data(base64Encoded: text) else {
            throw WebDriverError("the browser sent no picture")
        }
        return data
    }
}
