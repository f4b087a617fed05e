import Foundation

/// A browser for tests: Debian's Chromium, driven through its chromedriver, both ended with the test.
public enum BrowserFixture {
    /// Runs `body` with a browser of its own, with an empty profile; it is ended afterwards whatever happened.
    ///
    /// - Parameter body: What to do with it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; ``WebDriverError`` where the browser does not come up.
    public static func run<Result: Sendable>(
        _ body: @escaping @Sendable (Browser) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryFolder { folder in
            defer { endProcesses(naming: folder) }
            return try await withThrowingTaskGroup(of: Result?.self) { group in
                // Canceling the task ends the process.
                group.addTask {
                    let command = "echo $$ >pid; exec chromedriver --port=0 --log-level=WARNING >log 2>&1"
                    let outcome = try await runProgram(["sh", "-c", command], in: folder)
                    if Task.isCancelled { return nil }
                    throw WebDriverError(failure(outcome, log(folder)))
                }
                group.addTask {
                    let browser = try await start(in: folder)
                    do {
                        let result = try await body(browser)
                        try await close(browser)
                        return result
                    } catch {
                        // The error of the body is the one to tell; what is still there is ended by the fixture.
                        try? await close(browser)
                        throw error
                    }
                }
                defer { group.cancelAll() }
                while let result = try await group.next() {
                    if let result { return result }
                }
                throw CancellationError()
            }
        }
    }

    private static func start(in folder: String) async throws -> Browser {
        let driver = WebDriver(port: try await listeningPort(folder))
        let process = try String(contentsOfFile: folder + "/pid", encoding: .utf8)
        let answer = try await driver.call("POST", "/session", capabilities(profile: folder + "/profile"))
        guard let session = answer["sessionId"].text,
            let id = Int32(process.trimmingCharacters(in: .whitespacesAndNewlines))
        else {
            throw WebDriverError("chromedriver opened no session: \(log(folder).suffix(2000))")
        }
        let browser = Browser(driver: driver, session: session, driverProcess: id)
        try await browser.devTools("Page.addScriptToEvaluateOnNewDocument", ["source": .string(Browser.witness)])
        try await browser.resize(width: 1280, height: 800)
        return browser
    }

    private static func capabilities(profile: String) -> JSONValue {
        // Root has no sandbox, and containers a small /dev/shm. What the browser would do by itself is switched off: tests
        // reach nothing but this machine.
        let arguments: [JSONValue] = [
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-default-apps", "--disable-extensions", "--metrics-recording-only", "--mute-audio",
            "--no-proxy-server", "--force-color-profile=srgb", "--lang=en", .string("--user-data-dir=\(profile)"),
        ]
        return [
            "capabilities": [
                "alwaysMatch": [
                    "browserName": "chrome",
                    "goog:chromeOptions": ["args": .array(arguments)],
                    "goog:loggingPrefs": ["browser": "ALL"],
                    // A dialog is a finding, and would otherwise be dismissed in silence.
                    "unhandledPromptBehavior": "accept and notify",
                ]
            ]
        ]
    }

    private static func close(_ browser: Browser) async throws {
        _ = try await browser.driver.call("DELETE", "/session/\(browser.session)")
    }

    private static func failure(_ outcome: ProgramOutcome, _ log: String) -> String {
        outcome.exitCode == 127
            ? "chromedriver is not installed; install the Debian packages chromium and chromium-driver"
            : "chromedriver ended with \(outcome.exitCode): \(outcome.errors.suffix(1000)) \(log.suffix(2000))"
    }

    private static func log(_ folder: String) -> String {
        (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
    }

    /// The port that the system gave chromedriver, which tells it when it takes commands.
    private static func listeningPort(_ folder: String) async throws -> Int {
        for _ in 0..<3000 {
            let text = log(folder)
            if let mark = text.ranges(of: "started successfully on port ").first,
                let port = Int(text[mark.upperBound...].prefix { $0.isNumber })
            {
                return port
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw WebDriverError("chromedriver does not listen after 30 s: \(log(folder).suffix(2000))")
    }

    /// Ends what a killed driver left: processes whose command line names the fixture's own folder, as the browser's does.
    private static func endProcesses(naming folder: String) {
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let process = Int32(name), process != ProcessInfo.processInfo.processIdentifier,
                let line = manager.contents(atPath: "/proc/\(name)/cmdline"),
                String(decoding: line, as: UTF8.self).contains(folder)
            else { continue }
            kill(process, SIGKILL)
        }
    }
}
